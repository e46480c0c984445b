-- One row per company of a park.
-- Parameters: $park_id
-- Columns:    company_id, name_en, name_zh, is_public, is_sme
select distinct
    company.company_id,
    company.name_en,
    company.name_zh,
    company.visibility = 'public' as is_public,
    coalesce(company.is_sme, false) as is_sme,
from company
join site using (company_id)
where site.park_id = $park_id
    and not coalesce(site.is_outside, false)
order by company.company_id
