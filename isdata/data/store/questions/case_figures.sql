-- One row per published figure of a case, or of all.
-- Parameters: $case_id (null for all)
-- Columns:    case_id, figure, name_en, name_zh, bound, value [unit], unit, source
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
where $case_id is null or case_id = $case_id
order by case_id, figure
