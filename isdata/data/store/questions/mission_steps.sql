-- One row per step of a mission, with how much of its output there is.
-- A document counts once it is delivered and its evidence is named; meetings count from the mission's first day.
-- Parameters: $mission_id
-- Columns:    step_id, mission_id, sequence, name_en, name_zh, days, role, materials, output, output_kind, output_count, evidence, delivered_on, note, exercise, is_independent, starts_on, found, needed
with step as (
    select
        mission_step.*,
        mission.park_id,
        mission.starts_on as mission_starts_on,
    from mission_step
    join mission on mission.mission_id = mission_step.mission_id
    where mission_step.mission_id = $mission_id
),

meeting as (
    select
        step.step_id,
        count(*) as found,
    from step
    join event on event.park_id = step.park_id
        and event.event_kind = step.output_kind
        and event.closed_on is not null
        and event.starts_on >= step.mission_starts_on
    group by step.step_id
),

decided as (
    select
        step.step_id,
        count(*) as found,
    from step
    join decision on decision.park_id = step.park_id
        and decision.decided_on >= step.mission_starts_on
    group by step.step_id
),

park_count as (
    select
        (
            select count(distinct site.company_id)
            from site
            join flow on site.site_id in (flow.provider_id, flow.receiver_id)
            where site.park_id = (select any_value(park_id) from step)
        ) as inventories,
        (
            select count(*)
            from synergy
            where synergy.park_id = (select any_value(park_id) from step)
        ) as synergies,
        (
            select count(*)
            from synergy
            where synergy.park_id = (select any_value(park_id) from step)
                and synergy.stage in ('feasibility', 'implementation', 'operation')
        ) as feasibility,
)

select
    step.step_id,
    step.mission_id,
    step.sequence,
    step.name_en,
    step.name_zh,
    step.days,
    step.role,
    step.materials,
    step.output,
    step.output_kind,
    step.output_count,
    step.evidence,
    step.delivered_on,
    step.note,
    step.exercise,
    step.is_independent,
    step.mission_starts_on
        + cast(ceil(coalesce(sum(step.days) over (order by step.sequence rows between unbounded preceding and 1 preceding), 0)) as integer)
        as starts_on,
    coalesce(
        case step.output_kind
            when 'document' then if(step.delivered_on is not null and trim(step.evidence) <> '', 1, 0)
            when 'inventories' then park_count.inventories
            when 'synergies' then park_count.synergies
            when 'feasibility' then park_count.feasibility
            when 'decisions' then decided.found
            else meeting.found
        end,
        0
    ) as found,
    coalesce(step.output_count, 1) as needed,
from step
cross join park_count
left join meeting on meeting.step_id = step.step_id
left join decided on decided.step_id = step.step_id
order by step.sequence
