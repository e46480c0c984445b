-- One row per company with a site in the park; is_disclosed: everybody may know that it takes part.
-- Parameters: $park_id
-- Columns:    company_id, name_en, name_zh, is_disclosed
select distinct
    company.company_id,
    company.name_en,
    company.name_zh,
    company.visibility = 'public' as is_disclosed,
from company
join site using (company_id)
where site.park_id = $park_id
order by company.company_id
