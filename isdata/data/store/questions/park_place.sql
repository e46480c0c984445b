-- One row: where a park lies.
-- Parameters: $park_id
-- Columns:    latitude [°], longitude [°]
select
    latitude,
    longitude,
from park
where park_id = $park_id
