-- One row: value added and employees of the companies of a park.
-- A total is null if one or two companies contribute to it whose data the viewer may not see: value added of all
-- companies (as it is money), employees of companies that are not public.
-- Parameters: $park_id, $sees_all, $own (ids of companies read in full)
-- Columns:    companies, value_added [currency/yr], currency, employees
with member as (
    select distinct
        company.*,
        $sees_all or list_contains($own, company.company_id) as is_read,
    from company
    join site using (company_id)
    where site.park_id = $park_id
        and not coalesce(site.is_outside, false)
),

total as (
    select
        count(*) as companies,
        sum(member.value_added) filter (member.currency = park.currency) as value_added,
        count(member.value_added) filter (member.currency = park.currency and not member.is_read) as hidden_values,
        any_value(park.currency) as currency,
        sum(member.employees) as employees,
        count(member.employees) filter (member.visibility <> 'public' and not member.is_read) as hidden_employees,
    from park
    left join member on true
    where park.park_id = $park_id
)

select
    companies,
    if(hidden_values in (1, 2), null, value_added) as value_added,
    currency,
    if(hidden_employees in (1, 2), null, employees) as employees,
from total
