-- Degradation, residual value and replacement cost of a measure.

alter table measure add column degradation double;
alter table measure add column salvage double;
alter table measure add column replacement_cost double;
comment on column measure.degradation is 'Share of the saving that is lost each year [1/yr]';
comment on column measure.salvage is 'Scrap value less removal at the end of its life; may be negative [currency]';
comment on column measure.replacement_cost is 'What it costs to buy again at the end of its life; empty: the investment [currency]';
