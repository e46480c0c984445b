-- One row per supply or demand of the fully disclosed sites of some parks.
-- Parameters: $parks, $sees_all, $own
-- Columns:    stream_id, site_id, park_id, direction, resource_id, resource_en, resource_zh, resource_class, kind, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], name_en, name_zh, company_en, company_zh, quantity [unit/period], unit, period, temperature [°C], return_temperature [°C], power [kW], hours [h/yr], distance_maximum [km], latitude [°], longitude [°], is_illustrative
select
    stream.stream_id,
    stream.site_id,
    site.park_id,
    stream.direction,
    stream.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    resource.resource_class,
    resource.kind,
    resource.unit as usual_unit,
    resource.heating_value,
    resource.density,
    resource.enthalpy,
    stream.name_en,
    stream.name_zh,
    coalesce(site.name_en, company.name_en) as company_en,
    coalesce(site.name_zh, company.name_zh) as company_zh,
    stream.quantity,
    stream.unit,
    stream.period,
    stream.temperature,
    stream.return_temperature,
    stream.power,
    stream.hours,
    stream.distance_maximum,
    site.latitude,
    site.longitude,
    coalesce(stream.is_illustrative, false) as is_illustrative,
from stream
join site on site.site_id = stream.site_id
join company on company.company_id = site.company_id
join resource on resource.resource_id = stream.resource_id
where list_contains($parks, site.park_id)
    and ($sees_all or list_contains($own, company.company_id) or (company.visibility = 'public' and coalesce(stream.visibility, 'public') = 'public'))
order by stream.resource_id, stream.direction, stream.stream_id
