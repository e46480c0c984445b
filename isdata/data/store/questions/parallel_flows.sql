-- One row per stored flow of some resources and years, for finding duplicates of flows to be stored.
-- Parameters: $resources, $years (lists)
-- Columns:    flow_id, provider_id, receiver_id, resource_id, year, quantity [unit/yr], unit, source
select
    flow_id,
    provider_id,
    receiver_id,
    resource_id,
    year,
    quantity,
    unit,
    source,
from flow
where list_contains($resources, resource_id) and list_contains($years, year)
order by flow_id
