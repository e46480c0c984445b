-- Years that the notes of some flow of a park state as approximate ("about 1990").
-- Parameters: $park_id
-- Columns:    year
select year
from flow
where park_id = $park_id
group by year
having bool_or(contains(lower(note), 'about ' || year))
order by year
