-- Pages without content for a guest of a park, because the data that they show are missing or not disclosed.
-- Parameters: $park_id
-- Columns:    page
with
    own_site as (select site_id from site where park_id = $park_id),
    counted as (
        select
            (select count(*) from flow where park_id = $park_id) as flows,
            (select count(*) from synergy where park_id = $park_id) as synergies,
            (select count(*) from measure where site_id in (from own_site)) as measures,
            (select count(*) from network where park_id = $park_id) as networks,
            (
                select count(*)
                from meter
                join site using (site_id)
                join company using (company_id)
                where site.park_id = $park_id
                    and meter.meter_kind = 'consumption'
                    and company.visibility = 'public'
            ) as meters,
            (select count(*) from scenario where park_id = $park_id) as scenarios,
            (select count(*) from mission where park_id = $park_id) as missions,
            (select count(*) from event where park_id = $park_id) as events,
            (
                select count(*)
                from event
                where park_id = $park_id and event_kind not in ('policy', 'milestone')
            ) as meetings,
            (
                select count(*)
                from action
                join event using (event_id)
                where event.park_id = $park_id and action.due_date is not null
            ) as agreed_actions,
            (
                select count(*)
                from company
                where interest is not null
                    and company_id in (
                        select company_id
                        from site
                        where park_id = $park_id and not coalesce(is_outside, false)
                    )
            ) as levels_of_interest,
            (
                select count(*)
                from event_participant
                join event using (event_id)
                where park_id = $park_id and interest is not null
            ) as interest_at_events,
            (select count(*) from interview where site_id in (from own_site)) as interviews,
            (select count(*) from task where park_id = $park_id) as tasks,
            (select count(*) from success_contract where park_id = $park_id) as contracts,
            (
                select count(*)
                from indicator_value
                where park_id = $park_id and not contains(indicator_id, ':')
            ) as indicators,
            (
                select count(*)
                from indicator_value
                where park_id = $park_id and contains(indicator_id, '_maturity:')
            ) as levels,
    )
select unnest([page for page in [
        {name: 'flows', rows: flows},
        {name: 'board', rows: synergies},
        {name: 'synergy', rows: synergies},
        {name: 'energy', rows: measures},
        {name: 'plan', rows: measures},
        {name: 'investors', rows: measures},
        {name: 'certainty', rows: measures},
        {name: 'members', rows: least(networks, measures)},
        {name: 'meters', rows: meters},
        {name: 'scenarios', rows: least(scenarios, measures)},
        {name: 'missions', rows: missions},
        {name: 'closeout', rows: missions},
        {name: 'meetings', rows: least(meetings, agreed_actions)},
        {name: 'visits', rows: levels_of_interest + interest_at_events + interviews},
        {name: 'schedule', rows: tasks},
        {name: 'success', rows: contracts},
        {name: 'indicators', rows: indicators},
        {name: 'maturity', rows: levels + events},
    ] if page.rows = 0]).name as page
from counted
order by page
