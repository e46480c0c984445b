-- One finding per field of the answer; the measure itself is read from the copy. Columns: field, finding
with stored as (
    select sum(baseline - modified) as saved, max(price) as price
    from measure_saving
    where measure_id = 'TR-PAY-M' and resource_id = 'electricity'
)
select field, finding
from (
    select * from (
        values
        ('assumption', 1, 'missing', picked('assumption') is null),
        ('assumption', 2, 'right', picked('assumption') = fact_words('assumption')),
        ('assumption', 3, 'hours_fit', picked('assumption') = 'hours'),
        ('assumption', 4, 'price_fits', picked('assumption') = 'price'),
        ('assumption', 5, 'investment_is_an_offer', picked('assumption') = 'investment'),
        ('assumption', 6, 'lifetime_not_in_payback', true),
        ('payback', 1, 'missing', given('payback') is null),
        ('payback', 2, 'right', near(given('payback'), fact('expected'))),
        ('payback', 3, 'copied', near(given('payback'), other('expected'))),
        ('payback', 4, 'suppliers_value', near(given('payback'), fact('suppliers_payback'))),
        ('payback', 5, 'no_running_cost', near(given('payback'), fact('investment') / (fact('saving') + fact('running')))),
        ('payback', 6, 'inverse', near(given('payback'), 1 / fact('expected'))),
        ('payback', 7, 'months', near(given('payback'), fact('expected') * 12)),
        ('payback', 8, 'wrong', true)
    )
    union all
    select 'measure', 1, 'right', near(saved, fact('saved')) and (price is null or near(price, fact('price'))) from stored
    union all
    select 'measure', 2, 'price_not_corrected', near(saved, fact('saved')) from stored
    union all
    select 'measure', 3, 'saving_not_corrected', near(saved, fact('suppliers')) from stored
    union all
    select 'measure', 4, 'saving_unusual', true from stored
) as judged (field, place, finding, applies)
where applies
qualify row_number() over (partition by field order by place) = 1
