-- Flows from a site to itself, except reuse: other ones are not flows but steps inside the site.
-- Columns: table, row_key, column, value
select
    'flow' as "table",
    flow_id as row_key,
    'receiver_id' as "column",
    receiver_id as value,
from flow
where provider_id = receiver_id
    and coalesce(destination, 'use') not in ('reuse', 'recycling', 'recovery')
order by flow_id
