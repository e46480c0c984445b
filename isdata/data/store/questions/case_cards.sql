-- One row per case of the library, with its question for discussion.
-- Parameters: none
-- Columns:    case_id, name_en, name_zh, summary_en, summary_zh, question_en, question_zh, source
select
    case_id,
    name_en,
    name_zh,
    summary_en,
    summary_zh,
    question_en,
    question_zh,
    source,
from case_study
order by case_id
