-- One row per step of the missions of a park, in chronological order, with a flag whether the administration can do it alone.
-- Parameters: $park_id
-- Columns:    step_id, mission_id, mission_en, mission_zh, name_en, name_zh, role, exercise, is_independent
select
    mission_step.step_id,
    mission_step.mission_id,
    mission.name_en as mission_en,
    mission.name_zh as mission_zh,
    mission_step.name_en,
    mission_step.name_zh,
    mission_step.role,
    mission_step.exercise,
    coalesce(mission_step.is_independent, false) as is_independent,
from mission_step
join mission on mission.mission_id = mission_step.mission_id
where mission.park_id = $park_id
order by mission.starts_on nulls first, mission.mission_id, mission_step.sequence
