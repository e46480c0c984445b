-- Missions with their steps, and results of meetings: minutes, votes, attendance.

create table mission (
    mission_id varchar not null,
    park_id varchar,
    name_en varchar,
    name_zh varchar,
    starts_on date,
    people varchar,
    closed_on date,
    note varchar,
    is_illustrative boolean
);
comment on table mission is 'One row per mission of a park, or per template of one.';
comment on column mission.mission_id is 'Short, permanent code';
comment on column mission.park_id is 'Park concerned; empty for a template';
comment on column mission.name_en is 'Name in English';
comment on column mission.name_zh is 'Name in Chinese';
comment on column mission.starts_on is 'First day';
comment on column mission.people is 'Who carries it through';
comment on column mission.closed_on is 'Day on which it was closed';
comment on column mission.note is 'What else is to be known';
comment on column mission.is_illustrative is 'Fictitious data for illustration';

create table mission_step (
    step_id varchar not null,
    mission_id varchar not null,
    sequence integer not null,
    name_en varchar,
    name_zh varchar,
    days double,
    role varchar,
    materials varchar,
    output varchar,
    output_kind varchar not null,
    output_count integer,
    evidence varchar,
    delivered_on date,
    note varchar
);
comment on table mission_step is 'One row per step of a mission, with the output that its gate asks for.';
comment on column mission_step.step_id is 'Short, permanent code';
comment on column mission_step.mission_id is 'Mission of the step';
comment on column mission_step.sequence is 'Place in the mission';
comment on column mission_step.name_en is 'Name in English';
comment on column mission_step.name_zh is 'Name in Chinese';
comment on column mission_step.days is 'Planned duration [d]';
comment on column mission_step.role is 'Who does it';
comment on column mission_step.materials is 'What is needed for it';
comment on column mission_step.output is 'What there is at its end';
comment on column mission_step.output_kind is 'How the output is recognised';
comment on column mission_step.output_count is 'How many of it are needed';
comment on column mission_step.evidence is 'Where the output is found';
comment on column mission_step.delivered_on is 'Day on which it was delivered';
comment on column mission_step.note is 'What else is to be known';

alter table event add column agenda varchar;
comment on column event.agenda is 'Items of the agenda, one a line';
alter table event add column attendance varchar;
comment on column event.attendance is 'Persons who were present, by name or function';
alter table event add column minutes varchar;
comment on column event.minutes is 'Minutes';
alter table event add column closed_on date;
comment on column event.closed_on is 'Day on which its minutes were closed';

alter table decision add column synergy_id varchar;
comment on column decision.synergy_id is 'Synergy decided on';
alter table decision add column votes_for integer;
comment on column decision.votes_for is 'Votes in favour';
alter table decision add column votes_against integer;
comment on column decision.votes_against is 'Votes against';
alter table decision add column abstentions integer;
comment on column decision.abstentions is 'Abstentions';
