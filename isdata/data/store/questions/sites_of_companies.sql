-- One row per site of given companies in a park.
-- Parameters: $park_id, $companies
-- Columns:    site_id
select
    site_id,
from site
where park_id = $park_id
    and list_contains(cast($companies as varchar[]), company_id)
order by site_id
