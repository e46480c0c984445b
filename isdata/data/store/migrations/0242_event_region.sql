-- Region to which an event applies, such as the policies of a country, which every park within it shows.

alter table event add column region_id varchar;
comment on column event.region_id is 'Region that it applies to, such as a country; empty for an event of a park';
