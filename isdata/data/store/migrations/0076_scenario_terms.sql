-- A scenario stores its terms for taxes, inflation and degradation of savings.

alter table scenario add column degradation double;
alter table scenario add column tax_rate double;
alter table scenario add column inflation double;
comment on column scenario.degradation is 'Share of its saving that a measure loses each year, where it declares none; empty: as the reader chooses [1/yr]';
comment on column scenario.tax_rate is 'Tax on gains, as a share; empty: as the reader chooses';
comment on column scenario.inflation is 'Rise of all prices; empty: as the reader chooses [1/yr]';
