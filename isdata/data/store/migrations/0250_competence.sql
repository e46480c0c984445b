-- Competences of the administration: list, posts, levels of posts, training plan; and use of the methods of the training.

create table competence (
    competence_id varchar not null,
    sequence integer not null,
    name_en varchar,
    name_zh varchar,
    meaning_en varchar,
    meaning_zh varchar,
    exercise_group varchar,
    source varchar
);
comment on table competence is 'One row per competence that an administration needs for an eco-industrial park.';
comment on column competence.competence_id is 'Short, permanent code';
comment on column competence.sequence is 'Place in the list';
comment on column competence.name_en is 'Name in English';
comment on column competence.name_zh is 'Name in Chinese';
comment on column competence.meaning_en is 'What a person with this competence can do';
comment on column competence.meaning_zh is 'What a person with this competence can do';
comment on column competence.exercise_group is 'Group of the training exercises that show this competence; empty if none does';
comment on column competence.source is 'Person or publication';

create table post (
    post_id varchar not null,
    park_id varchar not null,
    name_en varchar,
    name_zh varchar,
    person varchar,
    is_illustrative boolean
);
comment on table post is 'One row per post of the administration, with or without its holder.';
comment on column post.post_id is 'Short, permanent code';
comment on column post.park_id is 'Park of the administration';
comment on column post.name_en is 'Name in English';
comment on column post.name_zh is 'Name in Chinese';
comment on column post.person is 'Holder of the post; may be empty';
comment on column post.is_illustrative is 'Fictitious data for illustration';

create table post_competence (
    post_id varchar not null,
    competence_id varchar not null,
    required_level integer not null,
    current_level integer,
    assessed_on date,
    evidence varchar,
    practice_code varchar,
    is_illustrative boolean
);
comment on table post_competence is 'One row per post and competence: required and current level, with evidence.';
comment on column post_competence.post_id is 'Post assessed';
comment on column post_competence.competence_id is 'Competence assessed';
comment on column post_competence.required_level is 'Level that the post requires: 0 none, 1 with guidance, 2 alone, 3 instructs others';
comment on column post_competence.current_level is 'Level at the last assessment, 0 to 3; empty if not assessed';
comment on column post_competence.assessed_on is 'Day of the last assessment';
comment on column post_competence.evidence is 'Document or event that shows the level';
comment on column post_competence.practice_code is 'Code of the practice copy whose exercises are the evidence';
comment on column post_competence.is_illustrative is 'Fictitious data for illustration';

create table training_measure (
    training_id varchar not null,
    post_id varchar not null,
    competence_id varchar not null,
    name_en varchar,
    name_zh varchar,
    exercise varchar,
    due_on date,
    training_status varchar not null,
    done_on date,
    is_illustrative boolean
);
comment on table training_measure is 'One row per training that closes a gap in the competences of a post.';
comment on column training_measure.training_id is 'Short, permanent code';
comment on column training_measure.post_id is 'Post to be trained';
comment on column training_measure.competence_id is 'Competence to be developed';
comment on column training_measure.name_en is 'Course, coaching or other training, in English; empty if the exercise suffices';
comment on column training_measure.name_zh is 'Course, coaching or other training, in Chinese; empty if the exercise suffices';
comment on column training_measure.exercise is 'Exercise of the training, by its ID';
comment on column training_measure.due_on is 'Day by which it is to be done';
comment on column training_measure.training_status is 'Planned, running, done or cancelled';
comment on column training_measure.done_on is 'Day on which it was done';
comment on column training_measure.is_illustrative is 'Fictitious data for illustration';

create table method_use (
    use_id varchar not null,
    park_id varchar not null,
    method varchar not null,
    respondent varchar not null,
    company_id varchar,
    asked_on date not null,
    times integer not null,
    obstacle varchar,
    benefit varchar,
    is_illustrative boolean
);
comment on table method_use is 'One row per method and answer: how often it was used since the training, with obstacle and benefit.';
comment on column method_use.use_id is 'Short, permanent code';
comment on column method_use.park_id is 'Park concerned';
comment on column method_use.method is 'Method of the training that was used';
comment on column method_use.respondent is 'Role of the person who answered';
comment on column method_use.company_id is 'Company of the person who answered, if any';
comment on column method_use.asked_on is 'Day of the answer';
comment on column method_use.times is 'How often the method was used since the training or the last answer';
comment on column method_use.obstacle is 'What hindered the use';
comment on column method_use.benefit is 'What the method brought';
comment on column method_use.is_illustrative is 'Fictitious data for illustration';
