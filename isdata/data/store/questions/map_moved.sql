-- One row per site, resource and unit: amounts that the site provides and receives per year. Undisclosed sites are
-- left out. The year is the latest one of each park, or the latest up to $year.
-- Parameters: $parks, $sees_all, $own, $year, $reconciled (true: reconciled amounts where they are still valid)
-- Columns:    site_id, year, resource_id, kind, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], unit, given [unit/yr], taken [unit/yr]
with latest as (
    select
        park_id,
        max(year) as year,
    from flow
    where list_contains($parks, park_id)
        and (cast($year as integer) is null or year <= cast($year as integer))
    group by park_id
),

park_flow as (
    select
        flow.provider_id,
        flow.receiver_id,
        flow.year,
        flow.resource_id,
        flow.unit,
        coalesce(reconciled.quantity, flow.quantity) as quantity,
    from flow
    join latest on latest.park_id = flow.park_id and latest.year = flow.year
    left join reconciled_flow as reconciled on $reconciled and {is_still_reconciled}
    where coalesce(reconciled.quantity, flow.quantity) is not null
        and flow.provider_id is distinct from flow.receiver_id
),

moved as (
    select
        provider_id as site_id,
        year,
        resource_id,
        unit,
        quantity as given,
        0 as taken,
    from park_flow
    where provider_id is not null
    union all
    select
        receiver_id,
        year,
        resource_id,
        unit,
        0,
        quantity,
    from park_flow
    where receiver_id is not null
)

select
    moved.site_id,
    moved.year,
    moved.resource_id,
    resource.kind,
    resource.unit as usual_unit,
    resource.heating_value,
    resource.density,
    resource.enthalpy,
    moved.unit,
    sum(moved.given) as given,
    sum(moved.taken) as taken,
from moved
join site on site.site_id = moved.site_id
join company on company.company_id = site.company_id
join resource on resource.resource_id = moved.resource_id
where $sees_all or company.visibility = 'public' or list_contains($own, company.company_id)
group by all
order by moved.site_id, moved.resource_id, moved.unit
