-- Companies' own words with a confirmed resource, for recognising them again.

create table resource_phrase (
    phrase varchar not null,
    resource_id varchar not null,
    confirmed_by varchar not null,
    confirmed_on date not null
);
comment on table resource_phrase is 'One row per phrase that a person confirmed to mean a resource.';
comment on column resource_phrase.phrase is 'What firms write, in small letters and with single spaces';
comment on column resource_phrase.resource_id is 'What a person confirmed it to mean';
comment on column resource_phrase.confirmed_by is 'Who said so';
comment on column resource_phrase.confirmed_on is 'Day it was confirmed';
