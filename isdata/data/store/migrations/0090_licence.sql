-- Licences of sites to receive hazardous waste, or resources that may be transferred only with a permit.

create table licence (
    licence_id varchar not null,
    site_id varchar not null,
    ewc_code varchar,
    gbt_code varchar,
    resource_id varchar,
    number varchar,
    authority varchar,
    valid_from date,
    valid_until date,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table licence is 'One row per code or resource of waste that a site is licensed to take.';
comment on column licence.licence_id is 'Short code that never changes';
comment on column licence.site_id is 'Site that holds it';
comment on column licence.ewc_code is 'Code, or the chapter or sub-chapter it begins with, that it covers';
comment on column licence.gbt_code is 'Category of the national list of hazardous waste, or another Chinese code that it covers';
comment on column licence.resource_id is 'Resource that it covers, where it names one';
comment on column licence.number is 'Number of the document';
comment on column licence.authority is 'Who grants it';
comment on column licence.valid_from is 'First day it holds';
comment on column licence.valid_until is 'Last day it holds';
comment on column licence.note is 'Anything else worth knowing';
comment on column licence.source is 'Who said it, or where it was published';
comment on column licence.is_illustrative is 'Invented for illustration, not a fact of a real park or company';
