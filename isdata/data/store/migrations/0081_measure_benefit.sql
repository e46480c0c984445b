-- Benefits of a measure besides energy, listed individually and never included in its saving.

create table measure_benefit (
    measure_id varchar not null,
    benefit_id varchar not null,
    name_en varchar,
    name_zh varchar,
    amount double not null,
    currency varchar not null,
    price_year integer,
    source varchar,
    is_illustrative boolean
);
comment on table measure_benefit is 'One row per benefit of a measure other than energy that is stated in money.';
comment on column measure_benefit.measure_id is 'Measure that brings it';
comment on column measure_benefit.benefit_id is 'Short code that never changes';
comment on column measure_benefit.name_en is 'Name in English';
comment on column measure_benefit.name_zh is 'Name in Chinese';
comment on column measure_benefit.amount is 'What it is worth a year [currency/yr]';
comment on column measure_benefit.currency is 'Currency of the money in this row';
comment on column measure_benefit.price_year is 'Price year of the amounts of money';
comment on column measure_benefit.source is 'Who said it, or where it was published';
comment on column measure_benefit.is_illustrative is 'Invented for illustration, not a fact of a real park or company';
