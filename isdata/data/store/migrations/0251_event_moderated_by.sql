-- Who moderates a meeting: the test at the hand-over asks whether the administration does so itself.

alter table event add column moderated_by varchar;
comment on column event.moderated_by is 'Own staff of the administration, own staff with outside help, or outsiders';
