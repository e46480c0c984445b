-- One row: coordinates of a park.
-- Parameters: $park_id
-- Columns:    latitude [°], longitude [°]
select
    latitude,
    longitude,
from park
where park_id = $park_id
