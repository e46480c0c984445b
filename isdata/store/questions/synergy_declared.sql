-- One row: what else is stored that the sheet of a synergy can begin with. Costs are those that its givers and takers
-- declare for streams of the same resource, in the unit and currency of the synergy, weighted by amount; and the
-- newest price of the resource in the region of the park. Money: for the facilitator.
-- Parameters: $synergy
-- Columns:    synergy_id, park_id, kind, quantity [unit/yr], unit, investment [currency], annual_saving [currency/yr], lifetime [yr], currency, price_year, co2_saved [t/yr], water_saved [m³/yr], jobs, source, disposal_cost [currency/unit], disposal_price_year, landfilled, purchase_cost [currency/unit], purchase_price_year, resource_price [currency/unit], resource_price_year, resource_price_source, transport_mode
with declared as (
    select
        synergy_participant.role,
        stream.direction,
        stream.current_cost,
        stream.price_year,
        stream.current_route,
        stream.transport_mode,
        coalesce(stream.quantity, 1) as quantity,
    from synergy
    join synergy_participant on synergy_participant.synergy_id = synergy.synergy_id
    join stream
        on stream.site_id = synergy_participant.site_id
        and stream.resource_id = synergy.resource_id
        and stream.unit = synergy.unit
        and (stream.current_cost is null or stream.currency = synergy.currency)
    where synergy.synergy_id = $synergy
),

giving as (
    select
        sum(current_cost * quantity) / sum(quantity) filter (current_cost is not null) as cost,
        max(price_year) as price_year,
        bool_and(current_route = 'landfill') as landfilled,
        any_value(transport_mode) as transport_mode,
    from declared
    where direction = 'supply' and role = 'provider'
),

taking as (
    select
        sum(current_cost * quantity) / sum(quantity) filter (current_cost is not null) as cost,
        max(price_year) as price_year,
    from declared
    where direction = 'demand' and role in ('receiver', 'treatment') and current_route = 'purchase'
),

priced as (
    select
        price.price,
        price.price_year,
        price.source,
    from synergy
    join park on park.park_id = synergy.park_id
    join price
        on price.resource_id = synergy.resource_id
        and price.unit = synergy.unit
        and price.currency = synergy.currency
        and starts_with(park.region_id, price.region_id)
    where synergy.synergy_id = $synergy
    order by length(price.region_id) desc, price.price_year desc
    limit 1
)

select
    synergy.synergy_id,
    synergy.park_id,
    coalesce(resource.kind, 'service') as kind,
    synergy.quantity,
    synergy.unit,
    synergy.investment,
    synergy.annual_saving,
    synergy.lifetime,
    coalesce(synergy.currency, park.currency) as currency,
    synergy.price_year,
    synergy.co2_saved,
    synergy.water_saved,
    synergy.jobs,
    synergy.source,
    giving.cost as disposal_cost,
    giving.price_year as disposal_price_year,
    coalesce(giving.landfilled, false) as landfilled,
    taking.cost as purchase_cost,
    taking.price_year as purchase_price_year,
    priced.price as resource_price,
    priced.price_year as resource_price_year,
    priced.source as resource_price_source,
    giving.transport_mode,
from synergy
join park on park.park_id = synergy.park_id
left join resource on resource.resource_id = synergy.resource_id
cross join giving
cross join taking
left join priced on true
where synergy.synergy_id = $synergy
