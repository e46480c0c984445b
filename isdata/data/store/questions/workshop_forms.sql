-- One row per typical supply or demand of a company of the park, by sector or plant type; none for companies of unknown sector.
-- Parameters: $park_id
-- Columns:    company_id, direction, resource_id, resource_en, resource_zh, unit
with present as (
    select distinct
        company.company_id,
        company.sector,
        company.sector_gbt,
    from company
    join site using (company_id)
    where site.park_id = $park_id
        and not coalesce(site.is_outside, false)
),

by_sector as (
    select
        present.company_id,
        sector_profile.direction,
        sector_profile.resource_id,
        sector_profile.unit,
    from present
    join sector_profile
        on sector_profile.sector = left(present.sector, 2)
        or (
            present.sector is null
            and contains('; ' || sector_profile.sector_gbt || ';', '; ' || left(present.sector_gbt, 3) || ';')
        )
),

by_plant as (
    select
        present.company_id,
        plant_flow.direction,
        plant_flow.resource_id,
        resource.unit,
    from present
    join plant_flow on plant_flow.sector = present.sector
    join resource on resource.resource_id = plant_flow.resource_id
    where not exists (
        select 1
        from by_sector
        where by_sector.company_id = present.company_id
            and by_sector.direction = plant_flow.direction
            and by_sector.resource_id = plant_flow.resource_id
    )
)

select distinct
    expected.company_id,
    expected.direction,
    resource.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    expected.unit,
from (
    select * from by_sector
    union all by name
    select * from by_plant
) as expected
join resource on resource.resource_id = expected.resource_id
order by expected.company_id, expected.direction desc, resource.resource_id
