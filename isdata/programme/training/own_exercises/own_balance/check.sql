-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
select field, finding, applies
from (
    values
    ('side', 'right', picked('side') = fact_words('side')),
    ('side', 'other_side', true),
    ('amount', 'right', near(abs(given('amount')), fact('expected'))),
    ('amount', 'copied', fact('expected') <> other('expected') and near(abs(given('amount')), other('expected'))),
    ('amount', 'forgot_stock', near(abs(given('amount')), abs(fact('inputs') - fact('outputs')))),
    ('amount', 'added', near(given('amount'), fact('inputs') + fact('outputs'))),
    ('amount', 'one_side', near(given('amount'), fact('inputs')) or near(given('amount'), fact('outputs')))
) as judged (field, finding, applies)
