-- One row per figure of the joint sustainability report entered for a park and an earlier year.
-- Parameters: $park_id, $year
-- Columns:    years_ago, company_id, is_sme, item, value [unit], unit
select
    cast($year - report_value.year as integer) as years_ago,
    company_id,
    coalesce(company.is_sme, false) as is_sme,
    item,
    value,
    unit,
from report_value
join company using (company_id)
where park_id = $park_id
    and report_value.year < $year
    and value is not null
order by years_ago, company_id, item
