-- One row per event of a park's energy networks, earliest first. For an event at an undisclosed company, name, place and
-- note are empty.
-- Parameters: $park_id, $sees_all, $own
-- Columns:    event_id, network_id, event_kind, is_named, is_at_member, name_en, name_zh, starts_on, ends_on, place, site_en, site_zh, note, participants, invited, is_illustrative
with listed as (
    select
        event_id,
        count(*) filter (interest is distinct from 'invited') as participants,
        count(*) as invited,
    from event_participant
    group by event_id
)

select
    event.event_id,
    event.network_id,
    event.event_kind,
    company.company_id is null or ($sees_all or company.visibility = 'public' or list_contains($own, company.company_id)) as is_named,
    company.company_id is not null as is_at_member,
    if(is_named, event.name_en, null) as name_en,
    if(is_named, event.name_zh, null) as name_zh,
    event.starts_on,
    event.ends_on,
    if(is_named, event.place, null) as place,
    if(is_named, coalesce(company.name_en, site.name_en), null) as site_en,
    if(is_named, coalesce(company.name_zh, site.name_zh), null) as site_zh,
    if(is_named, event.note, null) as note,
    listed.participants,
    listed.invited,
    coalesce(event.is_illustrative, false) as is_illustrative,
from event
join network on network.network_id = event.network_id
left join site on site.site_id = event.place
left join company on company.company_id = coalesce(site.company_id, event.place)
left join listed on listed.event_id = event.event_id
where network.park_id = $park_id
order by event.starts_on nulls last, event.event_id
