-- Findings of each field, in the order in which they are considered; the measure itself is read from the copy. Columns: field, finding, applies
with stored as (
    select sum(baseline - modified) as saved, max(price) as price
    from measure_saving
    where measure_id = 'TR-PAY-M' and resource_id = 'electricity'
)
select field, finding, applies
from (
    select * from (
        values
        ('assumption', 'right', picked('assumption') = fact_words('assumption')),
        ('assumption', 'hours_fit', picked('assumption') = 'hours'),
        ('assumption', 'price_fits', picked('assumption') = 'price'),
        ('assumption', 'investment_is_an_offer', picked('assumption') = 'investment'),
        ('assumption', 'lifetime_not_in_payback', true),
        ('payback', 'right', near(given('payback'), fact('expected'))),
        ('payback', 'copied', near(given('payback'), other('expected'))),
        ('payback', 'suppliers_value', near(given('payback'), fact('suppliers_payback'))),
        ('payback', 'no_running_cost', near(given('payback'), fact('investment') / (fact('saving') + fact('running')))),
        ('payback', 'inverse', near(given('payback'), 1 / fact('expected'))),
        ('payback', 'months', near(given('payback'), fact('expected') * 12))
    )
    union all
    select 'measure', 'right', near(saved, fact('saved')) and (price is null or near(price, fact('price'))) from stored
    union all
    select 'measure', 'price_not_corrected', near(saved, fact('saved')) from stored
    union all
    select 'measure', 'saving_not_corrected', near(saved, fact('suppliers')) from stored
    union all
    select 'measure', 'saving_unusual', true from stored
) as judged (field, finding, applies)
