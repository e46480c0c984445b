-- One row per given site, with its company and park.
-- Parameters: $sites
-- Columns:    site_id, company_id, park_id, name_en, name_zh
select
    site.site_id,
    site.company_id,
    site.park_id,
    company.name_en,
    company.name_zh,
from site
join company using (company_id)
where list_contains($sites, site.site_id)
order by site.site_id
