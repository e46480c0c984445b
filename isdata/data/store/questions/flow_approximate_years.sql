-- Years of a park's flows that the source of some flow states as approximate.
-- Parameters: $park_id
-- Columns:    year
select distinct year
from flow
where park_id = $park_id
    and is_year_approximate
order by year
