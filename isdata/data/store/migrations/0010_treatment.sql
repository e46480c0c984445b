-- Treatment steps, which convert one resource to another, for finding treatment chains.

create table treatment (
    treatment_id varchar not null,
    name_en varchar,
    name_zh varchar,
    input_id varchar not null,
    output_id varchar not null,
    output_ratio double not null,
    cost double,
    electricity double,
    investment double,
    capacity double,
    lifetime double,
    currency varchar,
    price_year integer,
    temperature_minimum double,
    output_temperature double,
    provider varchar,
    needs_permit boolean,
    source varchar,
    is_illustrative boolean
);
comment on table treatment is 'One row per step that makes one resource out of another.';
comment on column treatment.treatment_id is 'Short code that never changes';
comment on column treatment.name_en is 'Name in English';
comment on column treatment.name_zh is 'Name in Chinese';
comment on column treatment.input_id is 'Resource that goes in';
comment on column treatment.output_id is 'Resource that comes out';
comment on column treatment.output_ratio is 'Usual units that come out per usual unit that goes in, as the resource list counts them';
comment on column treatment.cost is 'Running cost per usual unit that goes in, energy included [currency/unit]';
comment on column treatment.electricity is 'Electricity per usual unit that goes in [kWh/unit]';
comment on column treatment.investment is 'One-time cost of a plant of this capacity [currency]';
comment on column treatment.capacity is 'Usual units a year that such a plant takes [unit/yr]';
comment on column treatment.lifetime is 'Years such a plant lasts [yr]';
comment on column treatment.currency is 'Currency of the money in this row';
comment on column treatment.price_year is 'Price year of the amounts of money';
comment on column treatment.temperature_minimum is 'Least temperature of what goes in; empty where it does not matter [°C]';
comment on column treatment.output_temperature is 'Highest temperature of what comes out; empty where it does not matter [°C]';
comment on column treatment.provider is 'Who runs or offers it: technology firm, incubator, licensed handler';
comment on column treatment.needs_permit is 'A permit is needed to run it';
comment on column treatment.source is 'Who said it, or where it was published';
comment on column treatment.is_illustrative is 'Invented for illustration, not a fact of a real park or company';
