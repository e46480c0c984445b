-- Emission factors of freight per tonne-kilometre, by mode of transport.

alter table factor add column transport_mode varchar;
comment on column factor.transport_mode is 'What carries it, for factors of freight';
