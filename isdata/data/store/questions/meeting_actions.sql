-- One row per action agreed at an event, and per open action of the park's earlier events. An event without a date is
-- in the future, so all others are earlier.
-- Parameters: $event_id
-- Columns:    action_id, park_id, event_id, name_en, name_zh, owner, due_date, status, done_on, challenge_id, is_of_earlier_event
with meeting as (
    select
        event_id,
        park_id,
        starts_on,
    from event
    where event_id = $event_id
)

select
    action.action_id,
    action.park_id,
    action.event_id,
    action.name_en,
    action.name_zh,
    action.owner,
    action.due_date,
    action.status,
    action.done_on,
    action.challenge_id,
    action.event_id is distinct from meeting.event_id as is_of_earlier_event,
from action
join meeting on meeting.park_id = action.park_id
left join event as agreed on agreed.event_id = action.event_id
where action.event_id = meeting.event_id
    or (
        action.status in ('open', 'doing')
        and (agreed.starts_on is null or meeting.starts_on is null or agreed.starts_on < meeting.starts_on)
    )
order by is_of_earlier_event desc, action.due_date, action.action_id
