-- Parks of some sites.
-- Parameters: $sites
-- Columns:    park_id
select distinct park_id
from site
where list_contains($sites, site_id)
order by park_id
