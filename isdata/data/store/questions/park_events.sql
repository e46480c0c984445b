-- One row per event of a park, newest first. For readers other than the facilitator, name, place
-- and source of an event at an undisclosed company are empty. Participants: listed companies not recorded as invited only.
-- Parameters: $park_id, $sees_all, $own
-- Columns:    event_kind, name_en, name_zh, starts_on, ends_on, place, participants, invited, is_illustrative, source
with listed as (
    select
        event_id,
        count(*) filter (interest is distinct from 'invited') as participants,
        count(*) as invited,
    from event_participant
    group by event_id
),

kept_place as (
    select
        unnest([site.site_id, site.company_id]) as place,
    from site
    join company on company.company_id = site.company_id
    where company.visibility <> 'public'
        and not $sees_all
        and not list_contains($own, company.company_id)
)

select
    event.event_kind,
    if(kept.place is null, event.name_en, null) as name_en,
    if(kept.place is null, event.name_zh, null) as name_zh,
    event.starts_on,
    event.ends_on,
    if(kept.place is null, event.place, null) as place,
    listed.participants,
    listed.invited,
    coalesce(event.is_illustrative, false) as is_illustrative,
    if(kept.place is null, event.source, null) as source,
from event
left join listed on listed.event_id = event.event_id
left join (select distinct place from kept_place) as kept on kept.place = event.place
where event.park_id = $park_id
order by event.starts_on desc nulls last, event.name_en
