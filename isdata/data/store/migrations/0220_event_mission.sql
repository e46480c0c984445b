-- Mission for which a meeting counts.

alter table event add column mission_id varchar;
comment on column event.mission_id is 'Mission that it counts for';
