-- One row per region, with its names and the region that contains it.
-- Parameters: none
-- Columns:    region_id, name_en, name_zh, parent_id
select
    region_id,
    name_en,
    name_zh,
    parent_id,
from region
order by region_id
