-- One row per region in which a park lies, itself or within it.
-- Parameters: none
-- Columns:    region_id, name_en, name_zh
with recursive above as (
    select distinct region_id from park
    union
    select region.parent_id from region join above using (region_id) where region.parent_id is not null
)

select
    region_id,
    name_en,
    name_zh,
from region
where region_id in (from above)
order by region_id
