-- Supplies and services that several companies could operate jointly.

create table shared_option (
    option_id varchar not null,
    name_en varchar,
    name_zh varchar,
    resource_id varchar not null,
    unit varchar not null,
    fixed_cost double not null,
    unit_cost double not null,
    reference_quantity double not null,
    scale_exponent double not null,
    distance_maximum double,
    currency varchar,
    price_year integer,
    source varchar,
    is_illustrative boolean
);
comment on table shared_option is 'One row per supply or service that several firms could run together, with its costs.';
comment on column shared_option.option_id is 'Short code that never changes';
comment on column shared_option.name_en is 'Name in English';
comment on column shared_option.name_zh is 'Name in Chinese';
comment on column shared_option.resource_id is 'What is supplied or done together';
comment on column shared_option.unit is 'Unit of the amounts';
comment on column shared_option.fixed_cost is 'Cost a year whatever the amount: staff, rent, capital [currency/yr]';
comment on column shared_option.unit_cost is 'Cost of one unit at the reference amount [currency/unit]';
comment on column shared_option.reference_quantity is 'Amount a year at which the unit cost holds [unit/yr]';
comment on column shared_option.scale_exponent is 'How the running cost grows with the amount: 1 in proportion; 0.6 to 0.9 with economies of scale';
comment on column shared_option.distance_maximum is 'How far apart the partners may lie [km]';
comment on column shared_option.currency is 'Currency of the money in this row';
comment on column shared_option.price_year is 'Price year of the amounts of money';
comment on column shared_option.source is 'Who said it, or where it was published';
comment on column shared_option.is_illustrative is 'Invented for illustration, not a fact of a real park or company';
