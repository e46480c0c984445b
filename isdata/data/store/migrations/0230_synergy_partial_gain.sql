-- A gain of which some parts have no amount is marked, so that it does not read as the whole one.

alter table synergy add column is_partial_gain boolean;
comment on column synergy.is_partial_gain is 'Some gains or costs have no amount and are not part of the annual saving';
