-- One row per resource that companies of the sector of a site usually provide or require, and that it has not declared.
-- Parameters: $site_id
-- Columns:    direction, name_en, name_zh
select distinct
    sector_profile.direction,
    resource.name_en,
    resource.name_zh,
from site
join company on company.company_id = site.company_id
join sector_profile on starts_with(company.sector, sector_profile.sector)
join resource on resource.resource_id = sector_profile.resource_id
where site.site_id = $site_id
    and not exists (
        from stream
        where stream.site_id = $site_id
            and stream.resource_id = sector_profile.resource_id
    )
order by sector_profile.direction, resource.name_en
