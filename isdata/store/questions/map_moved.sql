-- One row per site, resource and unit: what the site gives and takes in a year. Sites that keep to themselves are
-- left out. Without a year, it is the latest year of each park.
-- Parameters: $parks, $names_all, $year
-- Columns:    site_id, resource_id, kind, heating_value [GJ/unit], density [t/m³], resource_unit, unit, given [unit/yr], taken [unit/yr]
with latest as (
    select
        park_id,
        coalesce(cast($year as integer), max(year)) as year,
    from flow
    where list_contains($parks, park_id)
    group by park_id
),

park_flow as (
    select flow.*
    from flow
    join latest on latest.park_id = flow.park_id and latest.year = flow.year
    where flow.quantity is not null
        and flow.provider_id is distinct from flow.receiver_id
),

moved as (
    select
        provider_id as site_id,
        resource_id,
        unit,
        quantity as given,
        0 as taken,
    from park_flow
    where provider_id is not null
    union all
    select
        receiver_id,
        resource_id,
        unit,
        0,
        quantity,
    from park_flow
    where receiver_id is not null
)

select
    moved.site_id,
    moved.resource_id,
    resource.kind,
    coalesce(resource.heating_value, resource.enthalpy) as heating_value,
    resource.density,
    resource.unit as resource_unit,
    moved.unit,
    sum(moved.given) as given,
    sum(moved.taken) as taken,
from moved
join site on site.site_id = moved.site_id
join company on company.company_id = site.company_id
join resource on resource.resource_id = moved.resource_id
where $names_all or company.visibility = 'public'
group by all
order by moved.site_id, moved.resource_id, moved.unit
