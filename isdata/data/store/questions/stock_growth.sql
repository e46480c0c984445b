-- One row per fully disclosed site of a park, resource and year with a change of stock.
-- Parameters: $park_id, $years (list), $sees_all, $own
-- Columns:    site_id, company_id, resource_id, resource_en, resource_zh, kind, resource_class, year, quantity [unit/yr], unit, uncertainty [%], basis, source, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], energy_factor, energy_unit
select
    site.site_id,
    site.company_id,
    resource.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    resource.kind,
    resource.resource_class,
    stock_change.year,
    stock_change.quantity,
    stock_change.unit,
    stock_change.uncertainty,
    stock_change.basis,
    stock_change.source,
    resource.unit as usual_unit,
    resource.heating_value,
    resource.density,
    resource.enthalpy,
    null::double as energy_factor,
    null::varchar as energy_unit,
from stock_change
join site on site.site_id = stock_change.site_id
join company on company.company_id = site.company_id
join resource on resource.resource_id = stock_change.resource_id
where site.park_id = $park_id
    and stock_change.year in (select unnest($years))
    and ($sees_all or company.visibility = 'public' or list_contains($own, company.company_id))
order by site.site_id, resource.resource_id
