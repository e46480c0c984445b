-- One row per company with a site inside a park: the furthest step of participation (invited, present, interested,
-- interviewed) on record for the company, at an event of the park, or by an interview; null if none is recorded.
-- Parameters: $park_id
-- Columns:    company_id, step, interviews
with own_site as (
    select
        site_id,
        company_id,
    from site
    where park_id = $park_id
        and not coalesce(is_outside, false)
),

held as (
    select
        own_site.company_id,
        count(*) as interviews,
    from interview
    join own_site using (site_id)
    group by own_site.company_id
),

recorded as (
    select
        company_id,
        interest as step,
    from company
    union all
    select
        event_participant.company_id,
        event_participant.interest as step,
    from event_participant
    join event using (event_id)
    where event.park_id = $park_id
    union all
    select
        company_id,
        'interviewed' as step,
    from held
),

furthest as (
    select
        company_id,
        arg_max(step, list_position(['invited', 'present', 'interested', 'interviewed'], step)) as step,
    from recorded
    where step is not null
    group by company_id
)

select
    company.company_id,
    any_value(furthest.step) as step,
    coalesce(any_value(held.interviews), 0) as interviews,
from (select distinct company_id from own_site) as company
left join furthest using (company_id)
left join held using (company_id)
group by company.company_id
order by company.company_id
