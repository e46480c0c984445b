-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
select field, finding, applies
from (
    values
    ('which', 'right', picked('which') = fact_words('right')),
    ('which', 'not_this', true),
    ('share', 'right', near(given('share'), 100 * fact('expected') / fact('total'))),
    ('share', 'copied', fact('expected') <> other('expected') and near(given('share'), 100 * other('expected') / other('total'))),
    ('share', 'fraction', near(given('share'), fact('expected') / fact('total'))),
    ('share', 'amount', near(given('share'), fact('expected'))),
    ('share', 'rest', near(given('share'), 100 - 100 * fact('expected') / fact('total')))
) as judged (field, finding, applies)
