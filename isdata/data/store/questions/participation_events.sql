-- One row per event of a park at which steps of participation are recorded, that with most companies first.
-- Parameters: $park_id
-- Columns:    event_id, name_en, name_zh, starts_on, companies
select
    event.event_id,
    event.name_en,
    event.name_zh,
    event.starts_on,
    count(*) as companies,
from event_participant
join event using (event_id)
where event.park_id = $park_id
    and event_participant.interest is not null
group by all
order by companies desc, event.starts_on, event.event_id
