-- One row per data year, kind of value, and resource or mode of transport: the factor or price that applies to a park.
-- The rule is implemented only here: the most specific region has precedence (the park's own, else the one that contains
-- it, and so on; values that apply everywhere come last). Within a region: the value of the data year, else of the latest
-- earlier year, else of the earliest later year, else one without a year. For an unknown data year, the newest applies.
-- With $factor_from, CO2 factors of regions more specific than that one apply only where no other is stored.
-- Parameters: $park_id, $region_id (instead of the park's), $years (list; null: data year not known), $factor_from
-- Columns:    data_year, value_kind (price, co2, energy_content), resource_id, transport_mode, value_id, value [unit], unit, usual_unit (of the resource), year, region_id, region_en, region_zh, method, growth [1/yr], source
with place as (
    select within_id as region_id, distance
    from {region_containment}
    where region_id = coalesce($region_id, (select region_id from park where park_id = $park_id))
),

candidate as (
    select
        factor_kind as value_kind,
        resource_id,
        transport_mode,
        factor_id as value_id,
        value,
        unit,
        year,
        region_id,
        method,
        null::double as growth,
        source,
    from factor
    where factor_kind in ('co2', 'energy_content')
        and (resource_id is not null or transport_mode is not null)
    union all
    select
        'price',
        resource_id,
        null,
        price_id,
        price,
        concat(currency, '/', unit),
        price_year,
        region_id,
        null,
        coalesce(growth, 0),
        source,
    from price
),

asked as (
    select distinct unnest(cast($years as integer[])) as data_year
)

select
    asked.data_year,
    candidate.value_kind,
    candidate.resource_id,
    candidate.transport_mode,
    candidate.value_id,
    candidate.value,
    candidate.unit,
    resource.unit as usual_unit,
    candidate.year,
    candidate.region_id,
    region.name_en as region_en,
    region.name_zh as region_zh,
    candidate.method,
    candidate.growth,
    candidate.source,
from asked
cross join candidate
left join place on place.region_id = candidate.region_id
left join resource on resource.resource_id = candidate.resource_id
left join region on region.region_id = candidate.region_id
where place.region_id is not null
    or (candidate.value_kind <> 'price' and coalesce(candidate.region_id, 'WORLD') = 'WORLD')
qualify row_number() over (
    partition by asked.data_year, candidate.value_kind, candidate.resource_id, candidate.transport_mode
    order by
        coalesce(
            candidate.value_kind = 'co2'
            and place.distance < (select min(distance) from place where region_id = $factor_from),
            false
        ),
        coalesce(place.distance, 98 + (candidate.region_id is null)::integer),
        candidate.year is null,
        coalesce(candidate.year > asked.data_year, false),
        if(candidate.year > asked.data_year, candidate.year, -candidate.year),
        candidate.value_id
) = 1
order by asked.data_year, candidate.value_kind, candidate.resource_id, candidate.transport_mode
