-- One row per story that exists or ever existed.
-- Parameters: none
-- Columns:    story_id
select story_id from story
union
select row_key as story_id from (from change_log where table_name = 'story')
order by story_id
