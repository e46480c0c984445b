-- One row per company with a site in the park.
-- Parameters: $park_id
-- Columns:    company_id, name_en, name_zh
select distinct
    company.company_id,
    company.name_en,
    company.name_zh,
from company
join site using (company_id)
where site.park_id = $park_id
order by company.company_id
