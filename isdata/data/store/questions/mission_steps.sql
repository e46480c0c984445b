-- One row per step of a mission, with the amount of output found.
-- A document counts when it is delivered and its evidence is named; meetings and decisions are counted by `meeting_missions.sql`.
-- Companies with flows and synergies count independent of their time of entry; `before` is the number of those entered
-- before the mission was started, on its first day at the latest. It includes synergies with a dated stage before that
-- day, because the change log of imported data begins with the import.
-- Parameters: $mission_id
-- Columns:    step_id, mission_id, sequence, name_en, name_zh, days, role, materials, output, output_kind, output_count, evidence, delivered_on, note, exercise, is_independent, starts_on, found, before, needed
with step as (
    select
        mission_step.*,
        mission.park_id,
        mission.starts_on as mission_starts_on,
    from mission_step
    join mission on mission.mission_id = mission_step.mission_id
    where mission_step.mission_id = $mission_id
),

started as (
    select min(version) as version
    from (from change_log where table_name = 'mission')
    where row_key = $mission_id
),

earlier as (
    select
        table_name,
        row_key,
        arg_max(after, logged.version) as row_then,
    from (from change_log where table_name in ('flow', 'synergy')) as logged, started
    where logged.version < started.version
        and cast(changed_at as date) <= (select any_value(mission_starts_on) from step)
    group by all
),

dated as (
    select
        synergy_id,
        arg_max(stage, entered_on) as stage_then,
    from synergy_stage
    where entered_on < (select any_value(mission_starts_on) from step)
    group by synergy_id
),

counted as (
    select
        'inventories' as output_kind,
        count(distinct site.company_id) as found,
        count(distinct site.company_id) filter (earlier.row_then is not null) as before,
    from site
    join (select flow_id, unnest([provider_id, receiver_id]) as site_id from flow) as flow_end on flow_end.site_id = site.site_id
    left join earlier on earlier.table_name = 'flow' and earlier.row_key = flow_end.flow_id
    where site.park_id = (select any_value(park_id) from step)

    union all

    select
        unnest(['synergies', 'feasibility']) as output_kind,
        unnest([count(*), count(*) filter (stage in ('feasibility', 'implementation', 'operation'))]) as found,
        unnest([
            count(coalesce(json_extract_string(earlier.row_then, '$.stage'), dated.stage_then)),
            count(*) filter (
                stage in ('feasibility', 'implementation', 'operation')
                and coalesce(json_extract_string(earlier.row_then, '$.stage'), dated.stage_then)
                in ('feasibility', 'implementation', 'operation')
            ),
        ]) as before,
    from synergy
    left join earlier on earlier.table_name = 'synergy' and earlier.row_key = synergy.synergy_id
    left join dated on dated.synergy_id = synergy.synergy_id
    where synergy.park_id = (select any_value(park_id) from step)
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
            else counted.found
        end,
        0
    ) as found,
    coalesce(counted.before, 0) as before,
    coalesce(step.output_count, 1) as needed,
from step
left join counted on counted.output_kind = step.output_kind
order by step.sequence
