-- Marks a gain with unquantified parts, so that it is not shown as complete.

alter table synergy add column is_partial_gain boolean;
comment on column synergy.is_partial_gain is 'Some gains or costs have no amount and are not part of the annual saving';
