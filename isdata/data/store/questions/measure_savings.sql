-- One row per measure and resource it saves, with the price, energy content and CO2 factor that hold for it.
-- Of several prices or factors the one of the nearest region counts (the park's own, else the one that contains
-- it), then the latest year that is not after the measure's price year (prices) or the latest (factors).
-- With $factor_from, factors of regions nearer than that one count only where no other is stored.
-- With $joining, measures of these companies at other parks' sites come along, as if they stood in the park.
-- Parameters: $park_id, $factor_from, $joining
-- Columns:    measure_id, resource_id, resource_en, resource_zh, kind, saved [unit/yr], unit, currency, own_price [currency/unit], price_id, price [price_currency/price_unit], price_currency, price_unit, price_year, growth [1/yr], energy_content [GJ/energy_unit], energy_unit, factor_id, factor, factor_unit, factor_region, factor_year, factor_method
with recursive place as (
    select
        region_id,
        0 as distance,
    from park
    where park_id = $park_id
    union all
    select
        region.parent_id,
        place.distance + 1,
    from place
    join region on region.region_id = place.region_id
    where region.parent_id is not null
        and place.distance < 9
),

saving as (
    select
        measure_saving.measure_id,
        measure_saving.resource_id,
        measure_saving.baseline - measure_saving.modified as saved,
        measure_saving.unit,
        measure_saving.price as own_price,
        coalesce(measure.currency, park.currency) as currency,
        measure.price_year as measure_year,
    from measure_saving
    join measure on measure.measure_id = measure_saving.measure_id
    join site on site.site_id = measure.site_id
    join park on park.park_id = site.park_id
    where site.park_id = $park_id
        or list_contains($joining, site.company_id)
),

listed_price as (
    select
        saving.measure_id,
        saving.resource_id,
        price.price_id,
        price.price,
        price.currency as price_currency,
        price.unit as price_unit,
        price.price_year,
        coalesce(price.growth, 0) as growth,
    from saving
    join price on price.resource_id = saving.resource_id
    join place on place.region_id = price.region_id
    qualify row_number() over (
        partition by saving.measure_id, saving.resource_id
        order by
            place.distance,
            coalesce(price.price_year > saving.measure_year, false),
            if(price.price_year > saving.measure_year, price.price_year, -price.price_year),
            price.price_id
    ) = 1
),

co2_factor as (
    select
        factor.resource_id,
        factor.factor_id,
        factor.value as factor,
        factor.unit as factor_unit,
        factor.region_id as factor_region,
        factor.year as factor_year,
        factor.method as factor_method,
    from factor
    left join place on place.region_id = factor.region_id
    where factor.factor_kind = 'co2'
        and (factor.region_id is null or place.distance is not null)
    qualify row_number() over (
        partition by factor.resource_id
        order by
            coalesce(place.distance < (select distance from place where region_id = $factor_from), false),
            coalesce(place.distance, 99),
            factor.year desc nulls last,
            factor.factor_id
    ) = 1
),

energy_factor as (
    select
        factor.resource_id,
        factor.value,
        split_part(factor.unit, '/', 2) as unit,
    from factor
    left join place on place.region_id = factor.region_id
    where factor.factor_kind = 'energy_content'
        and factor.resource_id is not null
        and factor.unit like 'GJ/%'
        and (factor.region_id is null or place.distance is not null)
    qualify row_number() over (
        partition by factor.resource_id
        order by coalesce(place.distance, 99), factor.year desc nulls last, factor.factor_id
    ) = 1
)

select
    saving.measure_id,
    saving.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    resource.kind,
    saving.saved,
    saving.unit,
    saving.currency,
    saving.own_price,
    listed_price.price_id,
    listed_price.price,
    listed_price.price_currency,
    listed_price.price_unit,
    listed_price.price_year,
    coalesce(listed_price.growth, 0) as growth,
    coalesce(resource.heating_value, resource.enthalpy, energy_factor.value) as energy_content,
    case
        when resource.heating_value is not null then resource.unit
        when resource.enthalpy is not null then 't'
        else energy_factor.unit
    end as energy_unit,
    co2_factor.factor_id,
    co2_factor.factor,
    co2_factor.factor_unit,
    co2_factor.factor_region,
    co2_factor.factor_year,
    co2_factor.factor_method,
from saving
join resource on resource.resource_id = saving.resource_id
left join listed_price
    on listed_price.measure_id = saving.measure_id
    and listed_price.resource_id = saving.resource_id
left join co2_factor on co2_factor.resource_id = saving.resource_id
left join energy_factor on energy_factor.resource_id = saving.resource_id
order by saving.measure_id, saving.resource_id
