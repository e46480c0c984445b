-- One row per way in which a park's flows of its latest year became known; empty where the amount is unknown, not_stated where
-- nobody stated the way.
-- Parameters: $park_id
-- Columns:    basis, flows, uncertain (flows with a stated uncertainty)
select
    if(quantity is null, null, coalesce(basis, 'not_stated')) as basis,
    count(*) as flows,
    count(quantity) filter (uncertainty is not null) as uncertain,
from flow
where park_id = $park_id
    and year = (select max(year) from flow where park_id = $park_id)
group by all
order by flows desc
