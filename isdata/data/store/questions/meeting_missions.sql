-- One row per meeting and decision of a park, with the mission for which it counts.
-- A meeting counts for the mission selected for it. If none is selected, it counts for the latest mission started by its
-- day, not closed before, that requires its type; of several started on the same day, for the first one. A decision
-- counts for the mission of its meeting, else for that of its own day.
-- Parameters: $park_id
-- Columns:    item_id, output_kind, mission_id, is_chosen, possible, is_held
with item as (
    select
        event_id as item_id,
        event_kind as output_kind,
        starts_on as day,
        cast(null as varchar) as of_meeting,
        mission_id as chosen,
        closed_on is not null as is_held,
    from event
    where park_id = $park_id

    union all

    select
        decision_id as item_id,
        'decisions' as output_kind,
        decided_on as day,
        event_id as of_meeting,
        null as chosen,
        true as is_held,
    from decision
    where park_id = $park_id
),

by_day as (
    select
        item.item_id,
        item.output_kind,
        first(mission.mission_id order by mission.starts_on desc, mission.mission_id) as mission_id,
        count(*) as possible,
    from item
    join mission on mission.park_id = $park_id
        and mission.starts_on <= item.day
        and coalesce(mission.closed_on >= item.day, true)
    where exists (
            from mission_step
            where mission_step.mission_id = mission.mission_id
                and mission_step.output_kind = item.output_kind
        )
    group by item.item_id, item.output_kind
),

alone as (
    select
        item.*,
        coalesce(item.chosen, by_day.mission_id) as mission_id,
        coalesce(by_day.possible, 0) as possible,
    from item
    left join by_day on by_day.item_id = item.item_id and by_day.output_kind = item.output_kind
)

select
    alone.item_id,
    alone.output_kind,
    coalesce(meeting.mission_id, alone.mission_id) as mission_id,
    alone.chosen is not null as is_chosen,
    alone.possible,
    alone.is_held,
from alone
left join alone as meeting on meeting.item_id = alone.of_meeting and meeting.output_kind <> 'decisions'
order by alone.output_kind, alone.item_id
