-- One row per event of a park or of its whole region, the newest first.
-- Parameters: $park_id
-- Columns:    event_kind, name_en, name_zh, starts_on, ends_on, place, participants, is_illustrative, source
with taken_part as (
    select
        event_id,
        count(*) as participants,
    from event_participant
    group by event_id
)

select
    event.event_kind,
    event.name_en,
    event.name_zh,
    event.starts_on,
    event.ends_on,
    event.place,
    taken_part.participants,
    coalesce(event.is_illustrative, false) as is_illustrative,
    event.source,
from event
left join taken_part on taken_part.event_id = event.event_id
where event.park_id = $park_id
    or event.park_id is null
order by event.starts_on desc nulls last, event.name_en
