-- One row per view of a park's stories, in their order.
-- Parameters: $park_id
-- Columns:    story_id, place, page, query, title_en, title_zh, note_en, note_zh
select
    story_view.story_id,
    story_view.place,
    story_view.page,
    coalesce(story_view.query, '') as query,
    story_view.title_en,
    story_view.title_zh,
    story_view.note_en,
    story_view.note_zh,
from story_view
join story using (story_id)
where story.park_id = $park_id
order by story_view.story_id, story_view.place
