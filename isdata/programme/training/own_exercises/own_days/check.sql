-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
select field, finding, applies
from (
    values
    ('median', 'right', near(given('median'), fact('expected'))),
    ('median', 'copied', fact('expected') <> other('expected') and near(given('median'), other('expected'))),
    ('median', 'with_it', near(given('median'), fact('all'))),
    ('median', 'mean', near(given('median'), fact('mean')))
) as judged (field, finding, applies)
