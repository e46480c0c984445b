-- One row per resource, or way of carrying, with a CO2 factor that holds for a park: the nearest region's newest one.
-- Parameters: $park_id (null for factors that hold everywhere)
-- Columns:    resource_id, transport_mode, value, unit, factor_id, source
with recursive place as (
    select
        region_id,
        0 as distance,
    from park
    where park_id = cast($park_id as varchar)
    union all
    select
        region.parent_id,
        place.distance + 1,
    from place
    join region on region.region_id = place.region_id
    where region.parent_id is not null
        and place.distance < 9
)

select
    factor.resource_id,
    factor.transport_mode,
    factor.value,
    factor.unit,
    factor.factor_id,
    factor.source,
from factor
left join place on place.region_id = factor.region_id
where factor.factor_kind = 'co2'
    and (factor.resource_id is not null or factor.transport_mode is not null)
    and (factor.region_id is null or place.region_id is not null)
qualify row_number() over (
    partition by factor.resource_id, factor.transport_mode
    order by coalesce(place.distance, 99), factor.year desc nulls last, factor.factor_id
) = 1
order by factor.resource_id, factor.transport_mode
