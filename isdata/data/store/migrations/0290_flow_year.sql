-- A flow states whether its year is approximate; so far only a note in English did.

alter table flow add column is_year_approximate boolean;
comment on column flow.is_year_approximate is 'The source states the year as “about”';

update flow
set is_year_approximate = true
where contains(lower(note), 'about ' || year);
