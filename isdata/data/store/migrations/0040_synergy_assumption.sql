-- Assumed figures of a synergy, for its feasibility sheet.

create table synergy_assumption (
    synergy_id varchar not null,
    assumption varchar not null,
    from_year integer not null,
    value double not null,
    unit varchar not null,
    price_year integer,
    uncertainty double,
    transport_mode varchar,
    basis varchar,
    source varchar,
    is_illustrative boolean
);
comment on table synergy_assumption is 'One row per number assumed of a synergy, from a year of its life on.';
comment on column synergy_assumption.synergy_id is 'Synergy it is assumed of';
comment on column synergy_assumption.assumption is 'What is assumed: a volume, a cost, an investment, an effect';
comment on column synergy_assumption.from_year is 'Year of its life from which it holds; 1 for the first';
comment on column synergy_assumption.value is 'The number itself, in the unit beside it [unit]';
comment on column synergy_assumption.unit is 'Unit of the value, such as CNY/t';
comment on column synergy_assumption.price_year is 'Price year of the amounts of money';
comment on column synergy_assumption.uncertainty is 'Half of the middle 95 %, as a share of the value [%]';
comment on column synergy_assumption.transport_mode is 'What carries it, for distance and transport';
comment on column synergy_assumption.basis is 'How it was found';
comment on column synergy_assumption.source is 'Who said it, or where it was published';
comment on column synergy_assumption.is_illustrative is 'Invented for illustration, not a fact of a real park or company';
