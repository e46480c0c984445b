-- Limits of a park as rules, prospective companies, and synergies that the administration can offer them.

alter table threshold add column rule varchar;
alter table threshold add column used double;
alter table threshold add column temperature double;
alter table threshold add column pressure double;
alter table threshold add column year integer;
comment on column threshold.rule is 'What is limited for the park or for a newcomer';
comment on column threshold.used is 'Use of the park today, where the flows do not state it [unit]';
comment on column threshold.temperature is 'Highest temperature that the network supplies [°C]';
comment on column threshold.pressure is 'Highest pressure that the network supplies (absolute) [bar]';
comment on column threshold.year is 'Year that the limit applies to';

create table newcomer (
    newcomer_id varchar not null,
    park_id varchar not null,
    name_en varchar,
    name_zh varchar,
    sector varchar,
    feature_id varchar,
    area double,
    employees integer,
    value_added double,
    investment double,
    currency varchar,
    price_year integer,
    status varchar not null,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table newcomer is 'One row per company that wants to settle in a park.';
comment on column newcomer.newcomer_id is 'Short, permanent code';
comment on column newcomer.park_id is 'Park that the company wants to settle in';
comment on column newcomer.name_en is 'Name in English';
comment on column newcomer.name_zh is 'Name in Chinese';
comment on column newcomer.sector is 'Division or class of ISIC Rev. 4';
comment on column newcomer.feature_id is 'Plot of the park plan';
comment on column newcomer.area is 'Area that the company wants [ha]';
comment on column newcomer.employees is 'People employed';
comment on column newcomer.value_added is 'Value added expected in a full year [currency/yr]';
comment on column newcomer.investment is 'Planned investment [currency]';
comment on column newcomer.currency is 'Currency of the amounts in this row';
comment on column newcomer.price_year is 'Year of the prices';
comment on column newcomer.status is 'Progress of the enquiry';
comment on column newcomer.note is 'Further remarks';
comment on column newcomer.source is 'Person or publication';
comment on column newcomer.is_illustrative is 'Fictitious data for illustration';

create table newcomer_flow (
    newcomer_flow_id varchar not null,
    newcomer_id varchar not null,
    direction varchar not null,
    resource_id varchar not null,
    quantity double not null,
    unit varchar not null,
    hours double,
    temperature double,
    pressure double,
    current_route varchar,
    is_illustrative boolean
);
comment on table newcomer_flow is 'One row per resource that a newcomer needs or would supply.';
comment on column newcomer_flow.newcomer_flow_id is 'Short, permanent code';
comment on column newcomer_flow.newcomer_id is 'Newcomer of the flow';
comment on column newcomer_flow.direction is 'Supply or demand';
comment on column newcomer_flow.resource_id is 'Type';
comment on column newcomer_flow.quantity is 'Amount per year; 0 if there is none [unit/yr]';
comment on column newcomer_flow.unit is 'Unit of the quantity';
comment on column newcomer_flow.hours is 'Hours per year [h/yr]';
comment on column newcomer_flow.temperature is 'Temperature required or provided [°C]';
comment on column newcomer_flow.pressure is 'Pressure required or provided (absolute) [bar]';
comment on column newcomer_flow.current_route is 'What is planned to happen to a supply';
comment on column newcomer_flow.is_illustrative is 'Fictitious data for illustration';

create table newcomer_synergy (
    newcomer_flow_id varchar not null,
    stream_id varchar not null,
    quantity double not null,
    note varchar,
    is_illustrative boolean
);
comment on table newcomer_synergy is 'One row per flow of a newcomer and stream of the park that an offered synergy joins.';
comment on column newcomer_synergy.newcomer_flow_id is 'Flow of the newcomer that the synergy serves';
comment on column newcomer_synergy.stream_id is 'Stream of a company of the park that it uses or serves';
comment on column newcomer_synergy.quantity is 'Amount of the flow that the synergy covers, in the unit of the flow [newcomer_flow.unit/yr]';
comment on column newcomer_synergy.note is 'Further remarks';
comment on column newcomer_synergy.is_illustrative is 'Fictitious data for illustration';
