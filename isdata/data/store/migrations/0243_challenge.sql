-- Challenges of a park or region, which actions address; so far they were a text of the action.

create table challenge (
    challenge_id varchar not null,
    park_id varchar,
    region_id varchar,
    challenge_kind varchar not null,
    name_en varchar,
    name_zh varchar,
    description_en varchar,
    description_zh varchar,
    owner varchar,
    raised_on date,
    resolved_on date,
    source varchar,
    is_illustrative boolean
);
comment on table challenge is 'One row per challenge of a park or region.';
comment on column challenge.challenge_id is 'Short, permanent code';
comment on column challenge.park_id is 'Park concerned; empty for a whole region';
comment on column challenge.region_id is 'Region that it applies to, such as a province; empty for a challenge of a park';
comment on column challenge.challenge_kind is 'Area of the challenge';
comment on column challenge.name_en is 'Name in English';
comment on column challenge.name_zh is 'Name in Chinese';
comment on column challenge.description_en is 'Cause and consequence';
comment on column challenge.description_zh is 'Cause and consequence';
comment on column challenge.owner is 'Responsible person or office';
comment on column challenge.raised_on is 'Day on which it was raised';
comment on column challenge.resolved_on is 'Day on which it was resolved; empty while it exists';
comment on column challenge.source is 'Person or publication';
comment on column challenge.is_illustrative is 'Fictitious data for illustration';

insert into challenge by name
select
    park_id || '-' || left(md5(challenge), 8) as challenge_id,
    park_id,
    'other' as challenge_kind,
    trim(split_part(challenge, ' / ', 1)) as name_en,
    nullif(trim(split_part(challenge, ' / ', 2)), '') as name_zh,
    bool_and(coalesce(is_illustrative, false)) as is_illustrative,
from action
where nullif(trim(challenge), '') is not null
group by park_id, challenge;

alter table action add column challenge_id varchar;
comment on column action.challenge_id is 'Challenge that it addresses';
update action
set challenge_id = park_id || '-' || left(md5(challenge), 8)
where nullif(trim(challenge), '') is not null;
alter table action drop column challenge;
