-- One row per figure of the joint sustainability report entered for a park and year.
-- Parameters: $park_id, $year
-- Columns:    company_id, item, value [unit], unit, basis, source, confirmed_on, confirmed_by
select
    company_id,
    item,
    value,
    unit,
    basis,
    source,
    confirmed_on,
    confirmed_by,
from report_value
where park_id = $park_id
    and year = $year
order by company_id, item
