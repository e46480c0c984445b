-- One row per site of a park, with the names of its company.
-- Parameters: $park_id
-- Columns:    site_id, name_en, name_zh
select
    site.site_id,
    company.name_en,
    company.name_zh,
from site
join company using (company_id)
where site.park_id = $park_id
order by site.is_outside nulls first, site.site_id
