-- One row per park of a list.
-- Parameters: $parks
-- Columns:    park_id, park_en, park_zh
select
    park_id,
    name_en as park_en,
    name_zh as park_zh,
from park
where list_contains($parks, park_id)
order by park_id
