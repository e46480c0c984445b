-- Findings of each field, in the order in which they are considered; the chosen set is valued on the measures of the copy.
-- Columns: field, finding, applies
with chosen as (
    select
        sum(investment) as cost,
        sum((baseline - modified) * price * (1 - 1.08 ** -lifetime) / 0.08 - investment) as npv,
    from measure
    join measure_saving using (measure_id)
    where measure_id like 'TR-POR-%' and list_contains(string_split(picked('chosen'), ','), right(measure_id, 2))
)
select 'chosen' as field, finding, applies
from chosen,
    lateral (
        values
        ('copied', picked('chosen') = other_words('best_codes') and picked('chosen') != fact_words('best_codes')),
        ('over_budget', cost > fact('budget')),
        ('right', npv >= fact('best') * 0.9999),
        ('naive_choice', picked('chosen') = fact_words('naive_codes')),
        ('below_naive', npv < fact('naive')),
        ('not_the_best', true)
    ) as judged (finding, applies)
union all
from (
    values
    ('value', 'right', near(given('value'), fact('best'))),
    ('value', 'copied', near(given('value'), other('best'))),
    ('value', 'naive_value', near(given('value'), fact('naive'))),
    ('value', 'no_investment', near(given('value'), fact('best_worth'))),
    ('value', 'not_discounted', near(given('value'), fact('best_undiscounted'))),
    ('value', 'one_year', near(given('value'), fact('best_saved'))),
    ('value', 'thousands', near(given('value') * 1000, fact('best')))
)
