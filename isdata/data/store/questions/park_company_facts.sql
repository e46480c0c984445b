-- One row per company with a site inside a park: size, value added and the area of its plots. For the facilitator.
-- Value added is that of the year where it is stored, else that of the company's price year.
-- Parameters: $park_id, $year (null for the price year of each company)
-- Columns:    company_id, name_en, name_zh, company_group, sector, is_sme, employees, value_added [currency/yr], currency, price_year, area [ha], plots
select
    company.company_id,
    company.name_en,
    company.name_zh,
    company.company_group,
    company.sector,
    company.is_sme,
    company.employees,
    coalesce(company_value.value_added, company.value_added) as value_added,
    coalesce(company_value.currency, company.currency) as currency,
    coalesce(company_value.year, company.price_year) as price_year,
    sum(plan_feature.area) as area,
    count(plan_feature.feature_id) as plots,
from company
join site on site.company_id = company.company_id
left join company_value
    on company_value.company_id = company.company_id
    and company_value.year = $year
    and company.price_year is distinct from $year
left join plan_feature on plan_feature.feature_id = site.feature_id
where site.park_id = $park_id
    and not coalesce(site.is_outside, false)
group by all
order by company.company_id
