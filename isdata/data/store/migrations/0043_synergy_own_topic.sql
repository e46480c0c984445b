-- Topic defined by the park, in addition to the list shared by all parks.

alter table synergy add column own_topic varchar;
comment on column synergy.own_topic is 'A topic of the park''s own, shown in place of the one above';
