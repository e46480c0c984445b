-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
select field, finding, applies
from (
    values
    ('payback', 'right', near(given('payback'), fact('expected'))),
    ('payback', 'copied', fact('expected') <> other('expected') and near(given('payback'), other('expected'))),
    ('payback', 'old_offer', near(given('payback'), fact('before'))),
    ('payback', 'cheaper', near(given('payback'), 0.8 * fact('before'))),
    ('payback', 'inverse', near(given('payback'), 1 / fact('expected'))),
    ('payback', 'months', near(given('payback'), 12 * fact('expected')))
) as judged (field, finding, applies)
