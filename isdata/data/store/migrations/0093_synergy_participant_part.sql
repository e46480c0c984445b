-- Amount provided or received by each partner of a synergy, and its part of the investment.

alter table synergy_participant add column quantity double;
comment on column synergy_participant.quantity is 'Amount that this partner gives or takes in a year, in the unit of the synergy [unit/yr]';
alter table synergy_participant add column investment double;
comment on column synergy_participant.investment is 'Part of the investment that this partner pays, in the currency of the synergy [currency]';
