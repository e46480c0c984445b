-- One row per published figure, with its case.
-- Parameters: none
-- Columns:    case_id, figure, case_en, case_zh, started, ended, bound, value [unit], unit, source
select
    case_figure.case_id,
    case_figure.figure,
    case_study.name_en as case_en,
    case_study.name_zh as case_zh,
    case_study.started,
    case_study.ended,
    case_figure.bound,
    case_figure.value,
    case_figure.unit,
    case_figure.source,
from case_figure
join case_study on case_study.case_id = case_figure.case_id
order by case_figure.case_id, case_figure.figure
