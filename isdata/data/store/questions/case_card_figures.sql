-- One row per published figure of a case.
-- Parameters: none
-- Columns:    case_id, figure, name_en, name_zh, bound, value, unit, source
select
    case_id,
    figure,
    name_en,
    name_zh,
    bound,
    value,
    unit,
    source,
from case_figure
order by case_id, figure
