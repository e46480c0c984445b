-- Permits that a synergy requires or may require.

create table permit (
    permit_id varchar not null,
    synergy_id varchar not null,
    name_en varchar,
    name_zh varchar,
    authority varchar,
    status varchar not null,
    owner varchar,
    due_date date,
    granted_on date,
    valid_until date,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table permit is 'One row per permit that a synergy needs or may need.';
comment on column permit.permit_id is 'Short code that never changes';
comment on column permit.synergy_id is 'Synergy that needs it';
comment on column permit.name_en is 'Name in English';
comment on column permit.name_zh is 'Name in Chinese';
comment on column permit.authority is 'Who grants it';
comment on column permit.status is 'To be confirmed, needed, applied for, granted, refused or not needed';
comment on column permit.owner is 'Who gets it';
comment on column permit.due_date is 'Day it is needed by';
comment on column permit.granted_on is 'Day it was granted';
comment on column permit.valid_until is 'Last day it holds';
comment on column permit.note is 'What the authority said, conditions';
comment on column permit.source is 'Who said it, or where it was published';
comment on column permit.is_illustrative is 'Invented for illustration, not a fact of a real park or company';
