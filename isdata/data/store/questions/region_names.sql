-- One row per region, with its names.
-- Parameters: none
-- Columns:    region_id, name_en, name_zh
select
    region_id,
    name_en,
    name_zh,
from region
order by region_id
