-- Flows with their kind, and flags whether provider and receiver are sites of undisclosed companies.
-- Parameters: none
-- Columns:    flow_id, provider_id, receiver_id, resource_id, destination, year, kind, quantity, unit, content [t or GJ/content_unit], content_unit, provider_is_hidden, receiver_is_hidden
with hidden as (select site_id from site join company using (company_id) where visibility <> 'public')
select
    flow_id,
    provider_id,
    receiver_id,
    resource_id,
    destination,
    year,
    kind,
    quantity,
    flow.unit,
    case kind when 'energy' then coalesce(heating_value, enthalpy) when 'material' then density end as content,
    case when kind = 'material' then 'm³' when heating_value is null then 't' else resource.unit end as content_unit,
    coalesce(provider_id in (from hidden), false) as provider_is_hidden,
    coalesce(receiver_id in (from hidden), false) as receiver_is_hidden
from flow
join resource using (resource_id)
order by flow_id
