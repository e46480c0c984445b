-- Factors of freight: what a tonne moved over a kilometre emits, by what carries it.

alter table factor add column transport_mode varchar;
comment on column factor.transport_mode is 'What carries it, for factors of freight';
