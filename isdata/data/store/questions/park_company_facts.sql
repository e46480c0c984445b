-- One row per company with a site inside a park: size, value added and the area of its plots. For the facilitator.
-- Parameters: $park_id
-- Columns:    company_id, name_en, name_zh, company_group, sector, is_sme, employees, value_added [currency/yr], currency, price_year, area [ha], plots
select
    company.company_id,
    company.name_en,
    company.name_zh,
    company.company_group,
    company.sector,
    company.is_sme,
    company.employees,
    company.value_added,
    company.currency,
    company.price_year,
    sum(plan_feature.area) as area,
    count(plan_feature.feature_id) as plots,
from company
join site on site.company_id = company.company_id
left join plan_feature on plan_feature.feature_id = site.feature_id
where site.park_id = $park_id
    and not coalesce(site.is_outside, false)
group by all
order by company.company_id
