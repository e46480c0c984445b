-- One row per event or action of a park that concerns an undisclosed company: it takes place there, or belongs to a
-- measure of this company or to a synergy in which it is not named. No rows for the facilitator.
-- Parameters: $park_id, $sees_all, $own
-- Columns:    what (event or action), id
with kept_site as (
    select
        site.site_id,
        site.company_id,
    from site
    join company on company.company_id = site.company_id
    where company.visibility <> 'public'
        and not $sees_all
        and not list_contains($own, company.company_id)
),

kept_event as (
    select event.event_id
    from event
    where exists (
        from kept_site
        where event.place in (kept_site.site_id, kept_site.company_id)
    )
),

kept_synergy as (
    select distinct synergy_participant.synergy_id
    from synergy_participant
    join kept_site on kept_site.site_id = synergy_participant.site_id
    where not coalesce(synergy_participant.is_named, false)
)

select
    'event' as what,
    event.event_id as id,
from event
join kept_event on kept_event.event_id = event.event_id
where event.park_id = $park_id
union all
select
    'action',
    action.action_id,
from action
left join measure on measure.measure_id = action.measure_id
where action.park_id = $park_id
    and (
        action.synergy_id in (select kept_synergy.synergy_id from kept_synergy)
        or action.event_id in (select kept_event.event_id from kept_event)
        or measure.site_id in (select kept_site.site_id from kept_site)
    )
order by what, id
