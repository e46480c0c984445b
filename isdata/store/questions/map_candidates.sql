-- One row per supply and demand of the same resource that lie in different parks and may both be told in full:
-- candidates for a synergy between parks.
-- Parameters: $parks, $names_all
-- Columns:    resource_id, resource_en, resource_zh, supply_id, supplier_en, supplier_zh, supply_park, supply_quantity [supply_unit/supply_period], supply_unit, supply_period, x0 [°], y0 [°], demand_id, taker_en, taker_zh, demand_park, demand_quantity [demand_unit/demand_period], demand_unit, demand_period, x1 [°], y1 [°], distance_maximum [km]
with open_stream as (
    select
        stream.*,
        site.park_id,
        coalesce(site.name_en, company.name_en) as company_en,
        coalesce(site.name_zh, company.name_zh) as company_zh,
        coalesce(site.longitude, park.longitude) as x,
        coalesce(site.latitude, park.latitude) as y,
    from stream
    join site on site.site_id = stream.site_id
    join company on company.company_id = site.company_id
    join park on park.park_id = site.park_id
    where list_contains($parks, site.park_id)
        and ($names_all or (company.visibility = 'public' and coalesce(stream.visibility, 'public') = 'public'))
)

select
    supply.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    supply.stream_id as supply_id,
    supply.company_en as supplier_en,
    supply.company_zh as supplier_zh,
    supply.park_id as supply_park,
    supply.quantity as supply_quantity,
    supply.unit as supply_unit,
    supply.period as supply_period,
    supply.x as x0,
    supply.y as y0,
    demand.stream_id as demand_id,
    demand.company_en as taker_en,
    demand.company_zh as taker_zh,
    demand.park_id as demand_park,
    demand.quantity as demand_quantity,
    demand.unit as demand_unit,
    demand.period as demand_period,
    demand.x as x1,
    demand.y as y1,
    least(supply.distance_maximum, demand.distance_maximum) as distance_maximum,
from open_stream as supply
join open_stream as demand
    on demand.resource_id = supply.resource_id
    and demand.park_id <> supply.park_id
    and demand.direction = 'demand'
join resource on resource.resource_id = supply.resource_id
where supply.direction = 'supply'
order by supply.resource_id, supply.stream_id, demand.stream_id
