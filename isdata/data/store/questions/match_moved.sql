-- One row per resource that companies of some parks, or of a region with its subregions, already exchange: in a
-- flow between two of them, or in a synergy that was not abandoned.
-- Parameters: $parks (null for all), $region (null for all)
-- Columns:    resource_id
with moved as (
    select
        park_id,
        resource_id,
    from flow
    where provider_id is not null and receiver_id is not null
    union all
    select
        park_id,
        resource_id,
    from synergy
    where stage <> 'ended'
)

select distinct moved.resource_id
from moved
join park on park.park_id = moved.park_id
where moved.resource_id is not null
    and ($parks is null or list_contains($parks, moved.park_id))
    and (cast($region as varchar) is null or park.region_id in (select region_id from {region_containment} where within_id = $region))
order by moved.resource_id
