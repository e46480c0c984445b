-- One row per region that contains a park, from the smallest to the largest.
-- Parameters: $park_id
-- Columns:    region_id, name_en, name_zh
select
    region.region_id,
    region.name_en,
    region.name_zh,
from park
join {region_containment} as above on above.region_id = park.region_id
join region on region.region_id = above.within_id
where park.park_id = $park_id
order by above.distance
