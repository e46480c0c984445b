-- One row per kind of work that is open before the next session of a park, in the order to do it; nothing that is done.
-- Kinds: no_session, invitations, inventories, interviews, old_flows, actions, minutes. item_id is the session, interview or
-- meeting concerned, with its name and day.
-- Parameters: $park_id, $today
-- Columns:    step_kind, amount, total, item_id, name_en, name_zh, day
with own_company as (
    select distinct company_id from site
    where park_id = $park_id and not coalesce(is_outside, false)
),

session as (
    select * from event
    where park_id = $park_id and starts_on >= $today and event_kind in ('conference', 'workshop', 'meeting')
    order by starts_on, event_id
    limit 1
),

with_data as (
    select site.company_id from site join stream using (site_id) where site.park_id = $park_id
    union
    select site.company_id
    from flow
    join site on site.site_id in (flow.provider_id, flow.receiver_id)
    where flow.park_id = $park_id
),

draft as (
    select
        count(*) as amount,
        arg_min(interview.interview_id, interview.held_on) as item_id,
        min(interview.held_on) as day,
    from interview
    join site using (site_id)
    where site.park_id = $park_id and interview.confirmed_on is null
),

unclosed as (
    select * from event
    where park_id = $park_id
        and starts_on < $today
        and event_kind in ('conference', 'workshop', 'committee')
        and closed_on is null
),

late as (
    select count(*) as amount from action
    where park_id = $park_id and coalesce(status, 'open') not in ('done', 'dropped', 'cancelled') and due_date < $today
),

step as (
    select 1 as place, 'no_session' as step_kind, 1 as amount, null as total, null as item_id,
        null as name_en, null as name_zh, null::date as day
    where not exists (select 1 from session)
    union all
    select 2, 'invitations', (
        select count(*) from own_company
        where company_id not in (
            select company_id from event_participant where event_participant.event_id = session.event_id
        )
    ), (select count(*) from own_company), event_id, name_en, name_zh, starts_on
    from session
    union all
    select 3, 'inventories', (select count(*) from own_company where company_id not in (from with_data)),
        (select count(*) from own_company), null, null, null, null
    union all
    select 4, 'interviews', amount, null, item_id, null, null, day from draft
    union all
    select 5, 'old_flows', year($today::date) - max(year), max(year), null, null, null, null
    from flow
    where park_id = $park_id
    having max(year) < year($today::date) - 1
    union all
    select 6, 'actions', amount, null, null, null, null, null from late
    union all
    select 7, 'minutes', count(*), null, arg_max(event_id, starts_on), arg_max(name_en, starts_on),
        arg_max(name_zh, starts_on), max(starts_on)
    from unclosed
)

select
    step_kind,
    amount,
    total,
    item_id,
    name_en,
    name_zh,
    day,
from step
where amount > 0
order by place
