-- One row: value added of a year and employees of the companies of a park that state it.
-- A total is null if one or two companies contribute to it whose data the viewer may not see: value added of all
-- companies (as it is money), employees of companies that are not public.
-- Parameters: $park_id, $year, $currencies and $rates (value of each in the park's currency), $sees_all, $own (ids of companies read in full)
-- Columns:    companies, value_added [currency/yr], currency, employees
with member as (
    select distinct
        company.company_id,
        company.employees,
        company.visibility,
        if(company.price_year = $year, company.value_added, company_value.value_added) as added,
        if(company.price_year = $year, company.currency, company_value.currency) as stated_currency,
        added * ($rates::double[])[list_position($currencies::varchar[], stated_currency)] as converted,
        $sees_all or list_contains($own, company.company_id) as is_read,
    from company
    join site using (company_id)
    left join company_value
        on company_value.company_id = company.company_id
        and company_value.year = $year
    where site.park_id = $park_id
        and not coalesce(site.is_outside, false)
        and (company.price_year = $year or company_value.year = $year)
),

total as (
    select
        count(member.company_id) as companies,
        sum(member.converted) filter (member.converted > 0) as value_added,
        count(member.converted) filter (member.converted > 0 and not member.is_read) as hidden_values,
        any_value(park.currency) as currency,
        sum(member.employees) filter (member.converted > 0) as employees,
        count(member.employees) filter (
            member.converted > 0 and member.visibility <> 'public' and not member.is_read
        ) as hidden_employees,
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
