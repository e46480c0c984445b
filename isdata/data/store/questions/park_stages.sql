-- One row per stage that synergies of a park are in.
-- Parameters: $park_id
-- Columns:    stage, synergies
select
    stage,
    count(*) as synergies,
from synergy
where park_id = $park_id
group by stage
order by stage
