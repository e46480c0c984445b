-- One row per park, resource and unit: total amount of its flows per year, each flow counted once; a park without flows
-- has one row without a resource. The year is the latest one of each park, or the latest up to $year. For readers other
-- than the facilitator, amounts of a kind are left out if fewer than three companies contribute, or if one or two
-- undisclosed companies contribute, whose amount would be the difference between the total and the individual amounts.
-- Parameters: $parks, $sees_all, $own, $year, $reconciled (true: reconciled amounts where they are still valid)
-- Columns:    park_id, name_en, name_zh, latitude [°], longitude [°], is_illustrative, year, kind, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], unit, quantity [unit/yr]
with latest as (
    select
        park_id,
        max(year) as year,
    from flow
    where cast($year as integer) is null or year <= cast($year as integer)
    group by park_id
),

flow_end as (
    select
        park_id,
        resource_id,
        unnest([provider_id, receiver_id]) as site_id,
    from flow
    join latest using (park_id, year)
    where list_contains($parks, park_id)
),

moving as (
    select
        flow_end.park_id,
        resource.kind,
        count(distinct site.company_id) as companies,
        count(distinct site.company_id) filter (company.visibility <> 'public' and not list_contains($own, company.company_id)) as kept,
    from flow_end
    join resource on resource.resource_id = flow_end.resource_id
    join site on site.site_id = flow_end.site_id
    join company on company.company_id = site.company_id
    group by all
)

select
    park.park_id,
    park.name_en,
    park.name_zh,
    park.latitude,
    park.longitude,
    coalesce(park.is_illustrative, false) as is_illustrative,
    flow.year,
    resource.kind,
    resource.unit as usual_unit,
    resource.heating_value,
    resource.density,
    resource.enthalpy,
    flow.unit,
    if($sees_all or max(moving.companies) >= 3 and max(moving.kept) not in (1, 2), sum(coalesce(reconciled.quantity, flow.quantity)), null) as quantity,
from park
left join latest on latest.park_id = park.park_id
left join flow on flow.park_id = park.park_id and flow.year = latest.year
left join resource on resource.resource_id = flow.resource_id
left join reconciled_flow as reconciled on $reconciled and {is_still_reconciled}
left join moving on moving.park_id = park.park_id and moving.kind = resource.kind
where list_contains($parks, park.park_id)
group by all
order by park.park_id, resource.kind, flow.unit
