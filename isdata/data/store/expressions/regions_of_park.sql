-- Body of a recursive table `place`: the region of a park ($park_id), or $region_id instead, and those that contain it, with
-- their distance (0 for the region itself).
select
    coalesce(cast($region_id as varchar), any_value(region_id)) as region_id,
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
