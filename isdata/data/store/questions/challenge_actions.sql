-- One row per action that addresses a challenge, open ones first by due date.
-- Parameters: $challenge_id
-- Columns:    action_id, park_id, event_id, name_en, name_zh, owner, due_date, status, done_on
select
    action_id,
    park_id,
    event_id,
    name_en,
    name_zh,
    owner,
    due_date,
    status,
    done_on,
from action
where challenge_id = $challenge_id
order by status not in ('open', 'doing'), due_date nulls last, action_id
