-- One row per site and resource that leaves a park for disposal, treatment or without a stated destination in its latest year of flows,
-- if no supply of the site is declared for it: wastes, by-products and waste water without a receiver in the park. Amounts in several units are separate rows.
-- Parameters: $park_id
-- Columns:    site_id, name_en, name_zh (of the company), resource_id, resource_en, resource_zh, quantity [unit/yr] (empty where none is measured), unit, year, basis (empty where it differs), is_illustrative
with latest as (
    select max(year) as year
    from flow
    where park_id = $park_id
)

select
    flow.provider_id as site_id,
    company.name_en,
    company.name_zh,
    flow.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    sum(flow.quantity) as quantity,
    flow.unit,
    flow.year,
    if(count(distinct flow.basis) = 1, any_value(flow.basis), null) as basis,
    bool_or(coalesce(flow.is_illustrative, false)) as is_illustrative,
from flow
join latest on latest.year = flow.year
join resource on resource.resource_id = flow.resource_id
join site on site.site_id = flow.provider_id
join company on company.company_id = site.company_id
where flow.park_id = $park_id
    and flow.receiver_id is null
    and coalesce(flow.destination, 'disposal') in ('disposal', 'treatment')
    and resource.resource_class in ('waste', 'by_product', 'waste_water')
    and not exists (
        select 1
        from stream
        where stream.site_id = flow.provider_id
            and stream.resource_id = flow.resource_id
            and stream.direction = 'supply'
    )
group by all
order by company.name_en, resource.name_en, flow.unit
