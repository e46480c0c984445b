-- One row: value added and employees of the companies of a park, and how many companies state them.
-- Parameters: $park_id
-- Columns:    companies, value_added [currency/yr], with_value_added, currency, employees, with_employees
with member as (
    select distinct company.*
    from company
    join site using (company_id)
    where site.park_id = $park_id
        and not coalesce(site.is_outside, false)
)

select
    count(*) as companies,
    sum(member.value_added) filter (member.currency = park.currency) as value_added,
    count(member.value_added) filter (member.currency = park.currency) as with_value_added,
    any_value(park.currency) as currency,
    sum(member.employees) as employees,
    count(member.employees) as with_employees,
from park
left join member on true
where park.park_id = $park_id
