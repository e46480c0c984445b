-- One row per published attribute of a case.
-- Parameters: none
-- Columns:    case_id, attribute, value, source
select
    case_id,
    attribute,
    value,
    source,
from case_attribute
order by case_id, attribute
