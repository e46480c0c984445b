-- One row per company with a site in a park that gives the administration access to all its data.
-- Parameters: $park_id
-- Columns:    company_id
select distinct
    company.company_id,
from company
join site on site.company_id = company.company_id
where site.park_id = $park_id and coalesce(company.is_open_to_administration, false)
order by company.company_id
