-- One row per measure and saved resource; data_year is the price year, else the year of implementation.
-- With $joining, measures of these companies at other parks' sites are included as if they were in the park.
-- Parameters: $park_id, $joining
-- Columns:    measure_id, resource_id, resource_en, resource_zh, kind, saved [unit/yr], unit, currency, own_price [currency/unit], data_year, energy_content [GJ/energy_unit], energy_unit
select
    measure_saving.measure_id,
    measure_saving.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    resource.kind,
    measure_saving.baseline - measure_saving.modified as saved,
    measure_saving.unit,
    coalesce(measure.currency, park.currency) as currency,
    measure_saving.price as own_price,
    coalesce(measure.price_year, measure.year) as data_year,
    coalesce(resource.heating_value, resource.enthalpy) as energy_content,
    case
        when resource.heating_value is not null then resource.unit
        when resource.enthalpy is not null then 't'
    end as energy_unit,
from measure_saving
join measure on measure.measure_id = measure_saving.measure_id
join site on site.site_id = measure.site_id
join park on park.park_id = site.park_id
join resource on resource.resource_id = measure_saving.resource_id
where site.park_id = $park_id
    or list_contains($joining, site.company_id)
order by measure_saving.measure_id, measure_saving.resource_id
