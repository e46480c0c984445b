-- One row per case of the library.
-- Parameters: none
-- Columns:    case_id, name_en, name_zh, region_en, region_zh, started, ended, summary_en, summary_zh, tags, question_en, question_zh, source, described_park_id, figures
select
    case_study.case_id,
    case_study.name_en,
    case_study.name_zh,
    region.name_en as region_en,
    region.name_zh as region_zh,
    case_study.started,
    case_study.ended,
    case_study.summary_en,
    case_study.summary_zh,
    case_study.tags,
    case_study.question_en,
    case_study.question_zh,
    case_study.source,
    case_study.described_park_id,
    (select count(*) from case_figure where case_figure.case_id = case_study.case_id) as figures,
from case_study
left join region using (region_id)
order by case_study.case_id
