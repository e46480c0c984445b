-- One row per action of a park that is open or in progress, earliest due date first.
-- Parameters: $park_id
-- Columns:    action_id, synergy_id, name_en, name_zh, owner, due_date, status
select
    action_id,
    synergy_id,
    name_en,
    name_zh,
    owner,
    due_date,
    status,
from action
where park_id = $park_id
    and status in ('open', 'doing')
order by due_date nulls last, action_id
