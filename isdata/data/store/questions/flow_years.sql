-- One row per year with flows of a park, newest first.
-- Parameters: $park_id
-- Columns:    year, flows
select
    year,
    count(*) as flows,
from flow
where park_id = $park_id
group by year
order by year desc
