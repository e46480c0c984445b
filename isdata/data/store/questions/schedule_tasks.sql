-- One row per task of a park's schedule, or per task of the template if no park is given, with its predecessors.
-- A task for a permit is done on the day on which the permit is granted.
-- Parameters: $park_id
-- Columns:    task_id, synergy_id, permit_id, task_kind, name_en, name_zh, owner, starts_on, days [d], done_on, agreed_starts_on, agreed_ends_on, note, predecessors, synergy_en, synergy_zh
select
    task.task_id,
    task.synergy_id,
    task.permit_id,
    task.task_kind,
    task.name_en,
    task.name_zh,
    task.owner,
    task.starts_on,
    task.days,
    coalesce(permit.granted_on, task.done_on) as done_on,
    task.agreed_starts_on,
    task.agreed_ends_on,
    task.note,
    coalesce(
        (
            select list(predecessor_id order by predecessor_id)
            from task_dependency
            where task_dependency.task_id = task.task_id
        ),
        []
    ) as predecessors,
    synergy.name_en as synergy_en,
    synergy.name_zh as synergy_zh,
from task
left join permit on permit.permit_id = task.permit_id
left join synergy on synergy.synergy_id = task.synergy_id
where task.park_id is not distinct from $park_id
order by task.synergy_id nulls first, length(task.task_id), task.task_id
