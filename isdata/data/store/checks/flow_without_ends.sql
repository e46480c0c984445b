-- Flows that neither begin nor end at a site.
-- Columns: table, row_key, column, value
select
    'flow' as "table",
    flow_id as row_key,
    'provider_id' as "column",
    null as value,
from flow
where provider_id is null
    and receiver_id is null
order by flow_id
