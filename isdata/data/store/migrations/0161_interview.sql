-- Interviews at companies: their answers stay drafts until the company has confirmed them.

create table interview (
    interview_id varchar not null,
    site_id varchar not null,
    held_on date,
    person varchar,
    confirmed_on date,
    note varchar,
    is_illustrative boolean
);
comment on table interview is 'One row per interview at a site.';
comment on column interview.interview_id is 'Short, permanent code';
comment on column interview.site_id is 'Site visited';
comment on column interview.held_on is 'Day of the interview';
comment on column interview.person is 'Who answered, by function';
comment on column interview.confirmed_on is 'Day on which the company confirmed the answers';
comment on column interview.note is 'What else is to be known';
comment on column interview.is_illustrative is 'Fictitious data for illustration';

create table interview_answer (
    answer_id varchar not null,
    interview_id varchar not null,
    topic varchar not null,
    words varchar,
    resource_id varchar,
    quantity double,
    unit varchar,
    uncertainty double,
    investment double,
    lifetime double
);
comment on table interview_answer is 'One row per answer of an interview, a draft until it is confirmed.';
comment on column interview_answer.answer_id is 'Short, permanent code';
comment on column interview_answer.interview_id is 'Interview of the answer';
comment on column interview_answer.topic is 'Station along the process line';
comment on column interview_answer.words is 'Answer in the words of the company';
comment on column interview_answer.resource_id is 'Resource that it is about';
comment on column interview_answer.quantity is 'Yearly amount [unit/yr]';
comment on column interview_answer.unit is 'Unit of the amount';
comment on column interview_answer.uncertainty is 'Half width of the 95 % interval, relative [%]';
comment on column interview_answer.investment is 'Investment of a measure, in the currency of the park';
comment on column interview_answer.lifetime is 'Lifetime of a measure [yr]';
