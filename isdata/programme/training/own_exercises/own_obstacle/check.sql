-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
select field, finding, applies
from (
    values
    ('obstacle', 'right', picked('obstacle') = fact_words('right')),
    ('obstacle', 'not_this', true),
    ('amount', 'right', near(given('amount'), fact('expected'))),
    ('amount', 'copied', fact('expected') <> other('expected') and near(given('amount'), other('expected'))),
    ('amount', 'supply', near(given('amount'), fact('supply'))),
    ('amount', 'demand', near(given('amount'), fact('demand')))
) as judged (field, finding, applies)
