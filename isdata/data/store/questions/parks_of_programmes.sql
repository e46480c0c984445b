-- One row per park that takes part in one of several programmes.
-- Parameters: $programmes
-- Columns:    park_id, programme_id
select
    park_id,
    programme_id,
from programme_park
where list_contains(cast($programmes as varchar[]), programme_id)
order by park_id, programme_id
