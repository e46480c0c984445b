-- One row per competence that an administration needs for an eco-industrial park, in order.
-- Parameters: none
-- Columns:    competence_id, sequence, name_en, name_zh, meaning_en, meaning_zh, exercise_group, source
select
    competence_id,
    sequence,
    name_en,
    name_zh,
    meaning_en,
    meaning_zh,
    exercise_group,
    source,
from competence
order by sequence, competence_id
