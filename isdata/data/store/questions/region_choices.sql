-- One row per region that contains a park, from the most specific to the widest.
-- Parameters: $park_id
-- Columns:    region_id, name_en, name_zh
with recursive above as (
    select region_id, 0 as level from park where park_id = $park_id
    union all
    select region.parent_id, level + 1
    from region
    join above using (region_id)
    where region.parent_id is not null and level < 20  -- stops at cycles, as a region may have been entered as part of itself
)

select
    region_id,
    region.name_en,
    region.name_zh,
from (select region_id, min(level) as level from above group by region_id)
join region using (region_id)
order by level
