-- Scenarios: named sets of changes to the present state; stored data are not changed.

create table scenario (
    scenario_id varchar not null,
    park_id varchar not null,
    name_en varchar,
    name_zh varchar,
    discount_rate double,
    factor_region_id varchar,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table scenario is 'One row per named set of changes to today; stored data stay as they are.';
comment on column scenario.scenario_id is 'Short code that never changes';
comment on column scenario.park_id is 'Park it is about';
comment on column scenario.name_en is 'Name in English, seen by everybody';
comment on column scenario.name_zh is 'Name in Chinese, seen by everybody';
comment on column scenario.discount_rate is 'Real; empty: as the reader chooses [1/yr]';
comment on column scenario.factor_region_id is 'Region whose CO2 factors count; empty: the park''s own';
comment on column scenario.note is 'Anything else worth knowing';
comment on column scenario.source is 'Who said it, or where it was published';
comment on column scenario.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table scenario_change (
    change_id varchar not null,
    scenario_id varchar not null,
    change_kind varchar not null,
    resource_id varchar,
    measure_id varchar,
    synergy_id varchar,
    company_id varchar,
    factor double,
    growth double,
    delay integer,
    year integer,
    budget double,
    currency varchar
);
comment on table scenario_change is 'One row per change of a scenario.';
comment on column scenario_change.change_id is 'Short code that never changes';
comment on column scenario_change.scenario_id is 'Scenario it belongs to';
comment on column scenario_change.change_kind is 'A price, a budget, a measure, a synergy or a company';
comment on column scenario_change.resource_id is 'Carrier whose price changes; empty: every energy carrier';
comment on column scenario_change.measure_id is 'Measure taken, dropped, delayed or resized';
comment on column scenario_change.synergy_id is 'Synergy switched on';
comment on column scenario_change.company_id is 'Company that leaves or arrives';
comment on column scenario_change.factor is 'On the price or on the size of the measure';
comment on column scenario_change.growth is 'Real growth of the price a year [1/yr]';
comment on column scenario_change.delay is 'Years the measure is done later [yr]';
comment on column scenario_change.year is 'Year of the budget, 1 is the first; empty: one budget for all';
comment on column scenario_change.budget is 'Money that may be spent [currency]';
comment on column scenario_change.currency is 'Currency of the money in this row';
