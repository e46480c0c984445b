-- One row per region with parks, directly or in a subregion, with the number of parks.
-- Parameters: none
-- Columns:    region_id, name_en, name_zh, parks, level (0 is the region of the parks themselves; the more, the wider)
select
    region.region_id,
    region.name_en,
    region.name_zh,
    count(distinct park.park_id) as parks,
    max(above.distance) as level,
from park
join {region_containment} as above on above.region_id = park.region_id
join region on region.region_id = above.within_id
group by all
order by level, parks desc, region.region_id
