-- One finding per field of the answer. Columns: field, finding
select field, finding
from (
    values
    ('reason', 1, 'missing', picked('reason') is null),
    ('reason', 2, 'right', picked('reason') = 'carbon'),
    ('reason', 3, 'not_the_amount', picked('reason') = 'amount'),
    ('reason', 4, 'not_the_distance', picked('reason') = 'distance'),
    ('reason', 5, 'not_the_permit', true),
    ('amount', 1, 'missing', given('amount') is null),
    ('amount', 2, 'right', near(given('amount'), fact('expected'))),
    ('amount', 3, 'copied', near(given('amount'), other('expected'))),
    ('amount', 4, 'clean_has_none', near(given('amount'), fact('demand') * fact('limit') / fact('carbon'))),
    ('amount', 5, 'added_on_top', near(given('amount'), fact('demand') * fact('room') / (fact('carbon') - fact('limit')))),
    ('amount', 6, 'the_clean_part', near(given('amount'), fact('demand') - fact('expected'))),
    ('amount', 7, 'everything', near(given('amount'), fact('supply'))),
    ('amount', 8, 'kilograms', near(given('amount'), fact('expected') * 1000)),
    ('amount', 9, 'wrong', true)
) as judged (field, place, finding, applies)
where applies
qualify row_number() over (partition by field order by place) = 1
