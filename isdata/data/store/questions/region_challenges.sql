-- One row per challenge of a region or of a park within it, with the number of actions that address it. Cancelled actions
-- are counted apart. Those with an overdue action come first, then those with most
-- open actions. `next_due` is the earliest due date of the open actions, which may have passed.
-- Parameters: $region_id (null for all), $today
-- Columns:    challenge_id, challenge_kind, name_en, name_zh, description_en, description_zh, owner, raised_on, resolved_on, source, is_illustrative, place_en, place_zh (park or region), open_actions, late_actions, done_actions, cancelled_actions, next_due
with counted as (
    select
        challenge_id,
        count(*) filter (where status in ('open', 'doing')) as open_actions,
        count(*) filter (where status in ('open', 'doing') and due_date < $today) as late_actions,
        count(*) filter (where status = 'done') as done_actions,
        count(*) filter (where status = 'dropped') as cancelled_actions,
        min(due_date) filter (where status in ('open', 'doing')) as next_due,
    from action
    group by challenge_id
)

select
    challenge.challenge_id,
    challenge.challenge_kind,
    challenge.name_en,
    challenge.name_zh,
    challenge.description_en,
    challenge.description_zh,
    challenge.owner,
    challenge.raised_on,
    challenge.resolved_on,
    challenge.source,
    coalesce(challenge.is_illustrative, false) as is_illustrative,
    coalesce(park.name_en, region.name_en) as place_en,
    coalesce(park.name_zh, region.name_zh) as place_zh,
    coalesce(counted.open_actions, 0) as open_actions,
    coalesce(counted.late_actions, 0) as late_actions,
    coalesce(counted.done_actions, 0) as done_actions,
    coalesce(counted.cancelled_actions, 0) as cancelled_actions,
    counted.next_due,
from challenge
left join park using (park_id)
left join region on region.region_id = challenge.region_id
left join counted using (challenge_id)
where coalesce(park.region_id, challenge.region_id) in (
    select region_id from {region_containment} where $region_id is null or within_id = $region_id
)
order by late_actions > 0 desc, open_actions desc, raised_on desc nulls last, challenge_id
