-- A scenario stores the plan it was saved from: horizon, measures, objective and limits.

alter table scenario add column horizon integer;
alter table scenario add column scope varchar;
alter table scenario add column objective varchar;
alter table scenario add column co2_price double;
alter table scenario add column currency varchar;
alter table scenario add column co2_floor double;
alter table scenario add column longest_payback double;
comment on column scenario.horizon is 'Last year that counts; 0: each measure''s own life; empty: as the reader chooses [yr]';
comment on column scenario.scope is 'How far the measures must have come; empty: as the reader chooses';
comment on column scenario.objective is 'What the best plan makes the most of; empty: as the reader chooses';
comment on column scenario.co2_price is 'Worth of a tonne, where the plan makes the most of both [currency/t]';
comment on column scenario.currency is 'Currency of the money in this row';
comment on column scenario.co2_floor is 'Least CO2 that the best plan saves [t/yr]';
comment on column scenario.longest_payback is 'Longest payback of a measure of the best plan [yr]';
