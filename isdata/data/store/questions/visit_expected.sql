-- One row per resource that companies of a site's sector or plant type usually provide or require and that the site has not declared.
-- Parameters: $site_id
-- Columns:    direction, name_en, name_zh
with expected as (
    select
        sector,
        direction,
        resource_id,
    from sector_profile
    union
    select
        sector,
        direction,
        resource_id,
    from plant_flow
)

select distinct
    expected.direction,
    resource.name_en,
    resource.name_zh,
from site
join company on company.company_id = site.company_id
join expected on starts_with(company.sector, expected.sector)
join resource on resource.resource_id = expected.resource_id
where site.site_id = $site_id
    and not exists (
        from stream
        where stream.site_id = $site_id
            and stream.resource_id = expected.resource_id
    )
order by expected.direction, resource.name_en
