-- Schedules with dependencies, lessons learnt, and tasks that the administration can do alone.

create table task (
    task_id varchar not null,
    park_id varchar,
    synergy_id varchar,
    permit_id varchar,
    task_kind varchar not null,
    name_en varchar,
    name_zh varchar,
    owner varchar,
    starts_on date,
    days integer,
    done_on date,
    agreed_starts_on date,
    agreed_ends_on date,
    note varchar,
    is_illustrative boolean
);
comment on table task is 'One row per task or milestone of a schedule, or of its template.';
comment on column task.task_id is 'Short, permanent code';
comment on column task.park_id is 'Park of the schedule; empty for a template';
comment on column task.synergy_id is 'Synergy whose feasibility is studied; empty for the programme as a whole';
comment on column task.permit_id is 'Permit that completes the task when granted';
comment on column task.task_kind is 'Task with a duration, or a permit or decision as a milestone';
comment on column task.name_en is 'Name in English';
comment on column task.name_zh is 'Name in Chinese';
comment on column task.owner is 'Responsible person';
comment on column task.starts_on is 'First day on which the task can begin';
comment on column task.days is 'Duration in calendar days; 0 for a milestone [d]';
comment on column task.done_on is 'Completion date';
comment on column task.agreed_starts_on is 'Start in the agreed plan';
comment on column task.agreed_ends_on is 'End in the agreed plan';
comment on column task.note is 'Further remarks';
comment on column task.is_illustrative is 'Fictitious data for illustration';

create table task_dependency (
    task_id varchar not null,
    predecessor_id varchar not null
);
comment on table task_dependency is 'One row per task that must be finished before another.';
comment on column task_dependency.task_id is 'Task that waits';
comment on column task_dependency.predecessor_id is 'Task that must be finished first';

create table lesson (
    lesson_id varchar not null,
    park_id varchar not null,
    lesson_kind varchar not null,
    name_en varchar,
    name_zh varchar,
    owner varchar,
    source varchar,
    is_illustrative boolean
);
comment on table lesson is 'One row per lesson learnt or recommendation of a programme.';
comment on column lesson.lesson_id is 'Short, permanent code';
comment on column lesson.park_id is 'Park concerned';
comment on column lesson.lesson_kind is 'Lesson learnt or recommendation';
comment on column lesson.name_en is 'Name in English';
comment on column lesson.name_zh is 'Name in Chinese';
comment on column lesson.owner is 'Responsible for acting on it';
comment on column lesson.source is 'Person or publication';
comment on column lesson.is_illustrative is 'Fictitious data for illustration';

alter table mission_step add column exercise varchar;
comment on column mission_step.exercise is 'Exercise of the training that teaches the step, by its ID';
alter table mission_step add column is_independent boolean;
comment on column mission_step.is_independent is 'Whether the park administration can carry out the step alone';
