-- One row per site, resource and unit that leaves a company of a park for disposal, treatment or the environment in its latest year of
-- flows, or that a treatment company of the park takes over. Amounts that are recycled, sold or part of a synergy are left out.
-- Parameters: $park_id, $resources (list of resource_id)
-- Columns:    site_id, company_id, visibility, company_en, company_zh, resource_id, quantity [unit/yr], unit, cost [currency/yr] (paid by the company; empty where a flow states none), currency, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t]
with latest as (
    select max(year) as year
    from flow
    where park_id = $park_id
)

select
    site.site_id,
    company.company_id,
    company.visibility,
    company.name_en as company_en,
    company.name_zh as company_zh,
    flow.resource_id,
    sum(flow.quantity) as quantity,
    flow.unit,
    if(count(*) = count(flow.cost), -sum(flow.cost), null) as cost,
    flow.currency,
    resource.unit as usual_unit,
    resource.heating_value,
    resource.density,
    resource.enthalpy,
from flow
join latest on latest.year = flow.year
join resource on resource.resource_id = flow.resource_id
join site on site.site_id = flow.provider_id
join company on company.company_id = site.company_id
where flow.park_id = $park_id
    and list_contains($resources, flow.resource_id)
    and flow.quantity > 0
    and flow.synergy_id is null
    and coalesce(flow.destination, 'disposal') not in ('input', 'product', 'reuse', 'recycling', 'recovery')
group by all
order by site.site_id, flow.resource_id, flow.unit
