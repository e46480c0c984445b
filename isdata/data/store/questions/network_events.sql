-- One row per event of a park's energy networks, the first one first.
-- Parameters: $park_id
-- Columns:    event_id, network_id, event_kind, name_en, name_zh, starts_on, ends_on, place, site_en, site_zh, company_id, visibility, note, participants, is_illustrative
with taken_part as (
    select
        event_id,
        count(*) as participants,
    from event_participant
    group by event_id
)

select
    event.event_id,
    event.network_id,
    event.event_kind,
    event.name_en,
    event.name_zh,
    event.starts_on,
    event.ends_on,
    event.place,
    coalesce(company.name_en, site.name_en) as site_en,
    coalesce(company.name_zh, site.name_zh) as site_zh,
    company.company_id,
    company.visibility,
    event.note,
    taken_part.participants,
    coalesce(event.is_illustrative, false) as is_illustrative,
from event
join network on network.network_id = event.network_id
left join site on site.site_id = event.place
left join company on company.company_id = coalesce(site.company_id, event.place)
left join taken_part on taken_part.event_id = event.event_id
where network.park_id = $park_id
order by event.starts_on nulls last, event.event_id
