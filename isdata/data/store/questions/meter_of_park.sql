-- One row per meter of a fully disclosed company of a park, with the baseline period of its savings: its own, or the
-- baseline year of the network of its site.
-- Parameters: $park_id, $sees_all, $own
-- Columns:    meter_id, site_id, company_id, company_en, company_zh, visibility, name_en, name_zh, meter_kind, resource_id, resource_en, resource_zh, kind, unit, energy_content [GJ/energy_unit], energy_unit, base_temperature [°C], ipmvp_option, measure_id, network_id, baseline_from, baseline_until, note, source, is_illustrative
with membership as (
    select
        network_member.site_id,
        min(network.network_id) as network_id,
        arg_min(network.baseline_year, network.network_id) as baseline_year,
    from network_member
    join network on network.network_id = network_member.network_id
    where network.park_id = $park_id
    group by network_member.site_id
)

select
    meter.meter_id,
    meter.site_id,
    company.company_id,
    coalesce(company.name_en, site.name_en) as company_en,
    coalesce(company.name_zh, site.name_zh) as company_zh,
    coalesce(company.visibility, 'facilitator') as visibility,
    meter.name_en,
    meter.name_zh,
    meter.meter_kind,
    meter.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    resource.kind,
    meter.unit,
    coalesce(resource.heating_value, resource.enthalpy) as energy_content,
    if(resource.heating_value is not null, resource.unit, 't') as energy_unit,
    meter.base_temperature,
    meter.ipmvp_option,
    meter.measure_id,
    membership.network_id,
    coalesce(meter.baseline_from, make_date(membership.baseline_year, 1, 1)) as baseline_from,
    coalesce(meter.baseline_until, make_date(membership.baseline_year, 12, 31)) as baseline_until,
    meter.note,
    meter.source,
    coalesce(meter.is_illustrative, false) as is_illustrative,
from meter
join site on site.site_id = meter.site_id
left join company on company.company_id = site.company_id
left join resource on resource.resource_id = meter.resource_id
left join membership on membership.site_id = meter.site_id
where site.park_id = $park_id
    and ($sees_all or company.visibility = 'public' or list_contains($own, company.company_id))
order by meter.site_id, meter.meter_kind, meter.meter_id
