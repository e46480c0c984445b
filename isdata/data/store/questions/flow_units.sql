-- One row per unit in which flows of a park are stored.
-- Parameters: $park_id (null for all)
-- Columns:    unit
select distinct unit
from flow
where $park_id is null or park_id = $park_id
order by unit
