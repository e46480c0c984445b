-- Working time of facilitators: calls, visits, meetings and other work, for a synergy or the park.

create table effort (
    effort_id varchar not null,
    park_id varchar not null,
    synergy_id varchar,
    day date not null,
    effort_kind varchar not null,
    person varchar,
    hours double not null,
    note varchar,
    is_illustrative boolean
);
comment on table effort is 'One row per call, visit, meeting or other work of a facilitator, for a synergy or the park.';
comment on column effort.effort_id is 'Short, permanent code';
comment on column effort.park_id is 'Park concerned';
comment on column effort.synergy_id is 'Synergy concerned; empty if for the park as a whole';
comment on column effort.day is 'Day of the work';
comment on column effort.effort_kind is 'Call, visit, meeting, workshop, study or other';
comment on column effort.person is 'Who did the work';
comment on column effort.hours is 'Working time of all persons named, travel included [h]';
comment on column effort.note is 'What was done';
comment on column effort.is_illustrative is 'Fictitious data for illustration';
