-- Effort of a synergy, as of a measure, so that both are ranked by it in one list.

alter table synergy add column effort varchar;
comment on column synergy.effort is 'Difficulty of implementation';
