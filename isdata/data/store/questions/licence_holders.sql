-- One row per site of some parks, or of a region with its subregions, that holds or held a licence to receive a
-- resource, with the licence of longest validity. Undisclosed companies are left out unless all may be named.
-- Parameters: $resource_id, $parks (null for all), $region (null for all), $sees_all, $own, $on (null for today)
-- Columns:    site_id, company_en, company_zh, park_en, park_zh, number, valid_until, is_valid
select
    site.site_id,
    coalesce(site.name_en, company.name_en) as company_en,
    coalesce(site.name_zh, company.name_zh) as company_zh,
    park.name_en as park_en,
    park.name_zh as park_zh,
    licence.number,
    licence.valid_until,
    coalesce(cast($on as date), current_date)
        between coalesce(licence.valid_from, date '0001-01-01')
        and coalesce(licence.valid_until, date '9999-12-31') as is_valid,
from licence
join site on site.site_id = licence.site_id
join company on company.company_id = site.company_id
join park on park.park_id = site.park_id
join resource on resource.resource_id = $resource_id
where ($sees_all or company.visibility = 'public' or list_contains($own, company.company_id))
    and ($parks is null or list_contains($parks, site.park_id))
    and (cast($region as varchar) is null or park.region_id in (select region_id from {region_containment} where within_id = $region))
    and (
        licence.resource_id = resource.resource_id
        or starts_with(replace(resource.ewc_code, ' ', ''), replace(licence.ewc_code, ' ', ''))
        or starts_with(resource.gbt_code, licence.gbt_code)
    )
qualify row_number() over (
    partition by site.site_id
    order by is_valid desc, coalesce(licence.valid_until, date '9999-12-31') desc, licence.licence_id
) = 1
order by is_valid desc, company_en, site.site_id
