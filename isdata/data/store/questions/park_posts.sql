-- One row per post of the administration of a park.
-- Parameters: $park_id
-- Columns:    post_id, name_en, name_zh, person
select
    post_id,
    name_en,
    name_zh,
    person,
from post
where park_id = $park_id
order by post_id
