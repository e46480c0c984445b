-- One row per data basis of a park's flows of its latest year; empty if the amount is unknown, not_stated if the basis is
-- missing.
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
