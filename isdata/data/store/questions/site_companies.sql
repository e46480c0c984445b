-- One row per site asked for: the company it belongs to.
-- Parameters: $sites
-- Columns:    site_id, company_id
select
    site_id,
    company_id,
from site
where list_contains($sites, site_id)
order by site_id
