-- One row per limit entered for an indicator of a standard in a park.
-- Parameters: $park_id
-- Columns:    indicator_id, minimum [unit], maximum [unit], unit, source
select
    indicator_id,
    minimum,
    maximum,
    unit,
    source,
from threshold
where park_id = $park_id
    and indicator_id like '%:%'
order by indicator_id
