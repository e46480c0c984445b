-- One row per resource that a company of the park typically has or wants by its sector; companies of an unknown sector have none.
-- Parameters: $park_id
-- Columns:    company_id, direction, resource_id, resource_en, resource_zh, unit
select distinct
    company.company_id,
    sector_profile.direction,
    resource.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    sector_profile.unit,
from company
join site using (company_id)
join sector_profile
    on sector_profile.sector = left(company.sector, 2)
    or (
        company.sector is null
        and contains('; ' || sector_profile.sector_gbt || ';', '; ' || left(company.sector_gbt, 3) || ';')
    )
join resource on resource.resource_id = sector_profile.resource_id
where site.park_id = $park_id
    and not coalesce(site.is_outside, false)
order by company.company_id, sector_profile.direction desc, resource.resource_id
