-- One row per region that contains a park, most specific first.
-- Parameters: $park_id
-- Columns:    region_id, name_en, name_zh, distance
with recursive place as (
    select
        region_id,
        0 as distance,
    from park
    where park_id = $park_id
    union all
    select
        region.parent_id,
        place.distance + 1,
    from place
    join region on region.region_id = place.region_id
    where region.parent_id is not null
        and place.distance < 9
)

select
    place.region_id,
    region.name_en,
    region.name_zh,
    place.distance,
from place
join region on region.region_id = place.region_id
order by place.distance
