-- One row per stored flow of material, energy or water of a park and year, with the factors that convert its amount to t, GJ or m³.
-- An empty provider or receiver stands for the world outside the park or a named partner there.
-- Parameters: $park_id, $year, $reconciled (true: reconciled amounts where they are still valid), $factor_ids (list: the factors that apply)
-- Columns:    flow_id, provider_id, provider_company, receiver_id, receiver_company, resource_id, resource_en, resource_zh, kind, resource_class, destination, temperature [°C], quantity [unit/yr], unit, uncertainty [%], is_reconciled, basis, source, cost [currency/yr], currency, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], energy_factor, energy_unit, is_illustrative, transport_mode
with place as (
    select
        site.site_id,
        site.company_id,
    from site
    where site.park_id = $park_id
        and not coalesce(site.is_outside, false)
),

energy_content as (
    select
        resource_id,
        struct_pack(number := value, unit := unit) as best,
    from factor
    where factor_id in (select unnest(cast($factor_ids as varchar[])))
        and factor_kind = 'energy_content'
)

select
    flow.flow_id,
    provider.site_id as provider_id,
    provider.company_id as provider_company,
    receiver.site_id as receiver_id,
    receiver.company_id as receiver_company,
    resource.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    resource.kind,
    resource.resource_class,
    {stated_use} as destination,
    flow.temperature,
    coalesce(reconciled.quantity, flow.quantity) as quantity,
    flow.unit,
    coalesce(reconciled.uncertainty, flow.uncertainty) as uncertainty,
    reconciled.flow_id is not null as is_reconciled,
    flow.basis,
    flow.source,
    flow.cost,
    flow.currency,
    resource.unit as usual_unit,
    resource.heating_value,
    resource.density,
    resource.enthalpy,
    energy_content.best.number as energy_factor,
    energy_content.best.unit as energy_unit,
    coalesce(flow.is_illustrative, false) as is_illustrative,
    flow.transport_mode,
from flow
join resource on resource.resource_id = flow.resource_id
left join place as provider on provider.site_id = flow.provider_id
left join place as receiver on receiver.site_id = flow.receiver_id
left join energy_content on energy_content.resource_id = resource.resource_id
left join reconciled_flow as reconciled on $reconciled and {is_still_reconciled}
where flow.park_id = $park_id
    and flow.year = $year
    and resource.kind in ('material', 'energy', 'water')
order by flow.flow_id
