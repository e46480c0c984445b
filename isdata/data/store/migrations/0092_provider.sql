-- Providers of treatment and technology; usual form and usual users of resources.

create table provider (
    provider_id varchar not null,
    name_en varchar,
    name_zh varchar,
    provider_kind varchar not null,
    park_id varchar,
    latitude double,
    longitude double,
    contact varchar,
    source varchar,
    is_illustrative boolean
);
comment on table provider is 'One row per firm, incubator or institute that offers treatment or technology.';
comment on column provider.provider_id is 'Short code that never changes';
comment on column provider.name_en is 'Name in English';
comment on column provider.name_zh is 'Name in Chinese';
comment on column provider.provider_kind is 'Recycler, incubator, technology firm, waste handler and so on';
comment on column provider.park_id is 'Park it lies in or serves, where it does';
comment on column provider.latitude is 'Where it lies, WGS 84; empty for the middle of its park [°]';
comment on column provider.longitude is 'Where it lies, WGS 84; empty for the middle of its park [°]';
comment on column provider.contact is 'Office, web page or telephone, no private person';
comment on column provider.source is 'Who said it, or where it was published';
comment on column provider.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table provider_treatment (
    provider_id varchar not null,
    treatment_id varchar not null
);
comment on table provider_treatment is 'One row per treatment step that a provider offers.';
comment on column provider_treatment.provider_id is 'Who offers it';
comment on column provider_treatment.treatment_id is 'What it offers';

alter table resource add column usual_form varchar;
comment on column resource.usual_form is 'How it usually comes, in English / Chinese';
alter table resource add column usual_users_en varchar;
comment on column resource.usual_users_en is 'Who usually takes it and for what';
alter table resource add column usual_users_zh varchar;
comment on column resource.usual_users_zh is 'Who usually takes it and for what, in Chinese';
