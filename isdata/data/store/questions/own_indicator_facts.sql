-- One row per year of the flows of a park: what its own indicators are computed from. For the facilitator.
-- Waste that a site generates from waste it receives, such as treated water, is not counted a second time.
-- Amounts in units of other quantities than volume or mass are left out.
-- Parameters: $park_id, $units (list), $volumes (list: m³ of each unit, or null), $masses (list: t of each unit, or null)
-- Columns:    year, links (pairs of sites of the park that exchange), records (flows), metered (of them based on meters or invoices; missing where no flow states its basis), waste_water [m³/yr], treated (of it passed to another site) [m³/yr], hazardous [t/yr], hazardous_inside (of it passed to a site of the park) [t/yr]
with scale as (
    select
        unnest(cast($units as varchar[])) as unit,
        unnest(cast($volumes as double[])) as volume,
        unnest(cast($masses as double[])) as mass,
),

moved as (
    select
        flow.* exclude (quantity),
        case
            when resource.resource_class = 'waste_water' and scale.volume is not null then 'waste_water'
            when resource.resource_class = 'waste' and resource.is_hazardous and scale.mass is not null then 'hazardous'
        end as waste_kind,
        flow.quantity * if(waste_kind = 'waste_water', scale.volume, scale.mass) as quantity,
        provider.site_id is not null and not coalesce(provider.is_outside, false) as is_provider_inside,
        receiver.site_id is not null and not coalesce(receiver.is_outside, false) as is_receiver_inside,
    from flow
    join resource using (resource_id)
    left join scale on scale.unit = flow.unit
    left join site as provider on provider.site_id = flow.provider_id
    left join site as receiver on receiver.site_id = flow.receiver_id
    where flow.park_id = $park_id
),

handler as (
    select distinct year, waste_kind, receiver_id as site_id
    from moved
    where waste_kind is not null and receiver_id is not null
),

generated as (
    select
        moved.year,
        sum(quantity) filter (moved.waste_kind = 'waste_water') as waste_water,
        sum(quantity) filter (moved.waste_kind = 'waste_water' and receiver_id is not null) as treated,
        sum(quantity) filter (moved.waste_kind = 'hazardous') as hazardous,
        sum(quantity) filter (moved.waste_kind = 'hazardous' and is_receiver_inside) as hazardous_inside,
    from moved
    anti join handler
        on handler.year = moved.year
        and handler.waste_kind = moved.waste_kind
        and handler.site_id = moved.provider_id
    where is_provider_inside
    group by moved.year
),

recorded as (
    select
        year,
        count(distinct concat(provider_id, ' ', receiver_id)) filter (is_provider_inside and is_receiver_inside) as links,
        count(*) as records,
        if(count(basis) > 0, count(*) filter (basis in ('meter', 'invoice')), null) as metered,
    from moved
    group by year
)

select
    year,
    links,
    records,
    metered,
    waste_water,
    if(waste_water > 0, coalesce(treated, 0), null) as treated,
    hazardous,
    if(hazardous > 0, coalesce(hazardous_inside, 0), null) as hazardous_inside,
from recorded
left join generated using (year)
order by year
