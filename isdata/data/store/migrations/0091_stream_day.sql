-- Hours of the day in which a stream is available, for comparing streams that cannot be stored by the hour.

alter table stream add column daily_from double;
comment on column stream.daily_from is 'Hour of the day it begins to run: 0 to 24; with 0 to 24 it runs day and night [h]';
alter table stream add column daily_until double;
comment on column stream.daily_until is 'Hour of the day it stops; a night shift from 22 to 6 passes midnight [h]';
