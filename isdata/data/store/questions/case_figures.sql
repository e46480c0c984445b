-- One row per published figure of a case.
-- Parameters: $case_id
-- Columns:    figure, name_en, name_zh, bound, value [unit], unit, source
select
    figure,
    name_en,
    name_zh,
    bound,
    value,
    unit,
    source,
from case_figure
where case_id = $case_id
order by figure
