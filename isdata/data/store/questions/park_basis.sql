-- One row per way in which a park's flows of its latest year became known; empty where the amount is unknown.
-- Parameters: $park_id
-- Columns:    basis, flows
select
    if(quantity is null, null, coalesce(basis, 'estimate')) as basis,
    count(*) as flows,
from flow
where park_id = $park_id
    and year = (select max(year) from flow where park_id = $park_id)
group by all
order by flows desc
