-- Flows with their kind and whether provider and receiver are sites of undisclosed companies.
-- Parameters: none
-- Columns:    flow_id, provider_id, receiver_id, resource_id, year, kind, quantity, unit, provider_is_hidden, receiver_is_hidden
with hidden as (select site_id from site join company using (company_id) where visibility <> 'public')
select
    flow_id,
    provider_id,
    receiver_id,
    resource_id,
    year,
    kind,
    quantity,
    flow.unit,
    coalesce(provider_id in (from hidden), false) as provider_is_hidden,
    coalesce(receiver_id in (from hidden), false) as receiver_is_hidden
from flow
join resource using (resource_id)
order by flow_id
