-- One row per company with a site in the park, with the site for declaring its streams: preferably one inside the park.
-- Parameters: $park_id
-- Columns:    company_id, site_id, name_en, name_zh, sector, sector_gbt, employees, is_sme, interest
select
    company.company_id,
    arg_min(site.site_id, (coalesce(site.is_outside, false), site.site_id)) as site_id,
    company.name_en,
    company.name_zh,
    company.sector,
    company.sector_gbt,
    company.employees,
    company.is_sme,
    company.interest,
from company
join site using (company_id)
where site.park_id = $park_id
group by all
order by company.company_id
