-- One row per region with parks, directly or in a subregion, with the number of parks.
-- Parameters: none
-- Columns:    region_id, name_en, name_zh, parks, level (0 is the region of the parks themselves; the more, the wider)
with recursive above as (
    select
        park_id,
        region_id,
        0 as level,
    from park
    where region_id is not null
    union
    select
        above.park_id,
        region.parent_id,
        above.level + 1,
    from above
    join region on region.region_id = above.region_id
    where region.parent_id is not null and above.level < 9
)

select
    region.region_id,
    region.name_en,
    region.name_zh,
    count(distinct above.park_id) as parks,
    max(above.level) as level,
from above
join region on region.region_id = above.region_id
group by all
order by level, parks desc, region.region_id
