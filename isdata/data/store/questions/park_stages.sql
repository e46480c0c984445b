-- One row per stage with synergies of a park.
-- Parameters: $park_id
-- Columns:    stage, synergies
select
    stage,
    count(*) as synergies,
from synergy
where park_id = $park_id
group by stage
order by stage
