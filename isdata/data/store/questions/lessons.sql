-- One row per lesson learnt or recommendation of a park, lessons first.
-- Parameters: $park_id
-- Columns:    lesson_id, lesson_kind, name_en, name_zh, owner
select
    lesson_id,
    lesson_kind,
    name_en,
    name_zh,
    owner,
from lesson
where park_id = $park_id
order by lesson_kind, lesson_id
