-- One row per dated event of a park: policies and milestones, conferences, trainings, visits and decisions; newest first.
-- Parameters: $park_id
-- Columns:    event_id, event_kind, name_en, name_zh, starts_on, note, source, decisions, is_illustrative
select
    event.event_id,
    event.event_kind,
    event.name_en,
    event.name_zh,
    event.starts_on,
    event.note,
    event.source,
    count(decision.decision_id) as decisions,
    coalesce(event.is_illustrative, false) as is_illustrative,
from event
left join decision on decision.event_id = event.event_id
where event.park_id = $park_id
    and event.starts_on is not null
group by all
order by event.starts_on desc, event.event_id
