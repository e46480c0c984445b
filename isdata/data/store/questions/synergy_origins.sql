-- Number of synergies of a park by topic and by the occasion at which they were identified, ended ones included.
-- Parameters: $park_id
-- Columns:    topic, origin (null if not stated), synergies
select topic, origin, count(*) as synergies
from synergy
where park_id = $park_id
group by topic, origin
order by topic, origin
