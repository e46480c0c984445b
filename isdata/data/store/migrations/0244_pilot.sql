-- Pilots of a park, and the task of the circular transformation of parks that synergies and lessons serve.

create table pilot (
    pilot_id varchar not null,
    park_id varchar not null,
    pillar integer not null,
    name_en varchar,
    name_zh varchar,
    pilot_status varchar not null,
    authority varchar,
    starts_on date,
    ends_on date,
    result_en varchar,
    result_zh varchar,
    source varchar,
    is_illustrative boolean
);
comment on table pilot is 'One row per pilot or demonstration of a park.';
comment on column pilot.pilot_id is 'Short, permanent code';
comment on column pilot.park_id is 'Park concerned';
comment on column pilot.pillar is 'Task that it serves, 1 to 7';
comment on column pilot.name_en is 'Name in English';
comment on column pilot.name_zh is 'Name in Chinese';
comment on column pilot.pilot_status is 'Planned, running or completed';
comment on column pilot.authority is 'Authority that approved or recognised it';
comment on column pilot.starts_on is 'First day';
comment on column pilot.ends_on is 'Last day';
comment on column pilot.result_en is 'Result so far';
comment on column pilot.result_zh is 'Result so far';
comment on column pilot.source is 'Person or publication';
comment on column pilot.is_illustrative is 'Fictitious data for illustration';

alter table synergy add column pillar integer;
comment on column synergy.pillar is 'Task that it serves, 1 to 7; by its type where empty';
alter table lesson add column pillar integer;
comment on column lesson.pillar is 'Task that it concerns, 1 to 7; administration (7) where empty';
