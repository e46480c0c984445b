-- Programmes agreed with partners: agreement, parks, and partners with their roles, also those of energy networks.

create table programme (
    programme_id varchar not null,
    name_en varchar,
    name_zh varchar,
    agreement_kind varchar,
    agreed_year integer,
    agreed_on date,
    starts_on date,
    ends_on date,
    aim_en varchar,
    aim_zh varchar,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table programme is 'One row per programme agreed with partners, for one or several parks.';
comment on column programme.programme_id is 'Short, permanent code';
comment on column programme.name_en is 'Name in English';
comment on column programme.name_zh is 'Name in Chinese';
comment on column programme.agreement_kind is 'Type of the agreement';
comment on column programme.agreed_year is 'Year in which the agreement was signed; sufficient where no day is known';
comment on column programme.agreed_on is 'Day on which the agreement was signed';
comment on column programme.starts_on is 'First day of the term';
comment on column programme.ends_on is 'Last day of the term';
comment on column programme.aim_en is 'Aim of the programme';
comment on column programme.aim_zh is 'Aim of the programme';
comment on column programme.note is 'Further remarks';
comment on column programme.source is 'Person or publication';
comment on column programme.is_illustrative is 'Fictitious data for illustration';

create table programme_park (
    park_id varchar not null,
    programme_id varchar not null
);
comment on table programme_park is 'One row per park that takes part in a programme.';
comment on column programme_park.park_id is 'Park concerned';
comment on column programme_park.programme_id is 'Programme in which the park takes part';

create table programme_partner (
    partner_id varchar not null,
    programme_id varchar,
    network_id varchar,
    park_id varchar,
    name_en varchar,
    name_zh varchar,
    role varchar not null,
    is_signatory boolean,
    starts_on date,
    ends_on date,
    person varchar,
    contact varchar,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table programme_partner is 'One row per organisation and role in a programme or energy network.';
comment on column programme_partner.partner_id is 'Short, permanent code';
comment on column programme_partner.programme_id is 'Programme that it takes part in';
comment on column programme_partner.network_id is 'Energy network that it supports';
comment on column programme_partner.park_id is 'Park in which it has this role; empty for all parks of the programme';
comment on column programme_partner.name_en is 'Organisation, or office of a person without one, in English';
comment on column programme_partner.name_zh is 'Organisation, or office of a person without one, in Chinese';
comment on column programme_partner.role is 'Role in the programme or network';
comment on column programme_partner.is_signatory is 'Party to the agreement';
comment on column programme_partner.starts_on is 'First day of the role';
comment on column programme_partner.ends_on is 'Last day of the role';
comment on column programme_partner.person is 'Contact person; withheld from guests';
comment on column programme_partner.contact is 'Address or telephone number; withheld from guests';
comment on column programme_partner.note is 'Further remarks';
comment on column programme_partner.source is 'Person or publication';
comment on column programme_partner.is_illustrative is 'Fictitious data for illustration';
