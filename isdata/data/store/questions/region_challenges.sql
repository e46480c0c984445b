-- One row per challenge of the parks of a region, with the number of actions for it. Challenges of which all actions were
-- cancelled are left out.
-- Parameters: $region_id (null for all), $today
-- Columns:    challenge (English / Chinese), parks, actions, open_actions, late_actions, done_actions, next_due
with recursive within as (
    select region_id from region where $region_id is null or region_id = $region_id
    union
    select region.region_id from region join within on region.parent_id = within.region_id
)

select
    challenge,
    count(distinct park_id) as parks,
    count(*) as actions,
    count(*) filter (where status in ('open', 'doing')) as open_actions,
    count(*) filter (where status in ('open', 'doing') and due_date < $today) as late_actions,
    count(*) filter (where status = 'done') as done_actions,
    min(due_date) filter (where status in ('open', 'doing') and due_date >= $today) as next_due,
from action
join park using (park_id)
where park.region_id in (from within) and challenge is not null
group by challenge
having count(*) filter (where status in ('open', 'doing', 'done')) > 0
order by open_actions desc, challenge
