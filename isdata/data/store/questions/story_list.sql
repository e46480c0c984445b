-- One row per story of a park.
-- Parameters: $park_id
-- Columns:    story_id, name_en, name_zh, source, is_illustrative, views
select
    story.story_id,
    story.name_en,
    story.name_zh,
    story.source,
    coalesce(story.is_illustrative, false) as is_illustrative,
    count(story_view.place)::integer as views,
from story
left join story_view using (story_id)
where story.park_id = $park_id
group by all
order by story.story_id
