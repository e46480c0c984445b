-- One row per site inside a park, with its company; names only of fully disclosed companies.
-- Value added is that of the year where it is stored, else that of the company's price year.
-- Parameters: $park_id, $year (null for the price year of each company), $sees_all, $own
-- Columns:    site_id, company_id, is_named, name_en, name_zh, company_group, sector, is_inventoried, value_added [currency/yr], currency, price_year, is_of_year (whether the value added is that of $year; readers without access to the value see it as well)
select
    site.site_id,
    company.company_id,
    $sees_all or company.visibility = 'public' or list_contains($own, company.company_id) as is_named,
    if(is_named, coalesce(site.name_en, company.name_en), null) as name_en,
    if(is_named, coalesce(site.name_zh, company.name_zh), null) as name_zh,
    if(is_named, company.company_group, null) as company_group,
    company.sector,
    coalesce(site.is_inventoried, false) as is_inventoried,
    if($sees_all or list_contains($own, company.company_id), coalesce(company_value.value_added, company.value_added), null) as value_added,
    coalesce(company_value.currency, company.currency) as currency,
    if($sees_all or list_contains($own, company.company_id), coalesce(company_value.year, company.price_year), null) as price_year,
    coalesce(coalesce(company_value.year, company.price_year) = $year, false) as is_of_year,
from site
join company on company.company_id = site.company_id
left join company_value
    on company_value.company_id = company.company_id
    and company_value.year = $year
    and company.price_year is distinct from $year
where site.park_id = $park_id
    and not coalesce(site.is_outside, false)
order by site.site_id
