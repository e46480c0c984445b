-- One row per meeting of a park, newest first, for the facilitator. Policies and milestones are left out, as they have no agenda.
-- Parameters: $park_id
-- Columns:    event_id, event_kind, name_en, name_zh, starts_on, ends_on, place, agenda, attendance, minutes, closed_on, note, mission_id, moderated_by
select
    event_id,
    event_kind,
    name_en,
    name_zh,
    starts_on,
    ends_on,
    place,
    agenda,
    attendance,
    minutes,
    closed_on,
    note,
    mission_id,
    moderated_by,
from event
where park_id = $park_id
    and event_kind not in ('policy', 'milestone')
order by starts_on desc nulls first, event_id
