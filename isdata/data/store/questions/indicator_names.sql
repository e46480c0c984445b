-- One row per indicator.
-- Parameters: none
-- Columns:    indicator_id, name_en, name_zh
select indicator_id, name_en, name_zh
from indicator
order by indicator_id
