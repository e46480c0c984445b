-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
select field, finding, applies
from (
    values
    ('reason', 'right', picked('reason') = 'carbon'),
    ('reason', 'not_the_amount', picked('reason') = 'amount'),
    ('reason', 'not_the_distance', picked('reason') = 'distance'),
    ('reason', 'not_the_permit', true),
    ('amount', 'right', near(given('amount'), fact('expected'))),
    ('amount', 'copied', near(given('amount'), other('expected'))),
    ('amount', 'clean_has_none', near(given('amount'), fact('demand') * fact('limit') / fact('carbon'))),
    ('amount', 'added_on_top', near(given('amount'), fact('demand') * fact('room') / (fact('carbon') - fact('limit')))),
    ('amount', 'the_clean_part', near(given('amount'), fact('demand') - fact('expected'))),
    ('amount', 'everything', near(given('amount'), fact('supply'))),
    ('amount', 'kilograms', near(given('amount'), fact('expected') * 1000))
) as judged (field, finding, applies)
