-- A flow states how it is moved, so that what comes by pipe or ship is not counted as trucks.

alter table flow add column transport_mode varchar;
comment on column flow.transport_mode is 'How the resource is moved; if empty, as stated by the streams of the site, else by truck';
