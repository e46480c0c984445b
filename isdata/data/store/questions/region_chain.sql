-- One row per region that contains a park, most specific first.
-- Parameters: $park_id, $region_id (instead of the park's)
-- Columns:    region_id, name_en, name_zh, distance
with recursive place as {regions_of_park}

select
    place.region_id,
    region.name_en,
    region.name_zh,
    place.distance,
from place
join region on region.region_id = place.region_id
order by place.distance
