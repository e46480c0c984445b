-- One row per lesson or recommendation of parks, by task of the circular transformation of parks.
-- Parameters: $parks
-- Columns:    pillar, lesson_id, park_id, park_en, park_zh, name_en, name_zh, lesson_kind
select
    coalesce(lesson.pillar, 7) as pillar,
    lesson.lesson_id,
    lesson.park_id,
    park.name_en as park_en,
    park.name_zh as park_zh,
    lesson.name_en,
    lesson.name_zh,
    lesson.lesson_kind,
from lesson
join park using (park_id)
where list_contains($parks, lesson.park_id)
order by pillar, lesson.lesson_kind, lesson.lesson_id
