-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
select field, finding, applies
from (
    values
    ('meter', 'right', picked('meter') = lower(fact_words('letter'))),
    ('meter', 'main_is_right', picked('meter') = 'main'),
    ('meter', 'other_line', true),
    ('factor', 'right', abs(given('factor') - fact('factor')) <= 0.1),
    ('factor', 'inverse', near(given('factor'), 1 / fact('factor'))),
    ('factor', 'whole_year_ratio', near(given('factor'), fact('whole_year_ratio'))),
    ('factor', 'copied', near(given('factor'), other('factor'))),
    ('total', 'right', near(given('total'), fact('expected'))),
    ('total', 'copied', near(given('total'), other('expected'))),
    ('total', 'as_read', near(given('total'), fact('as_read'))),
    ('total', 'all_corrected', near(given('total'), fact('as_read') * fact('factor'))),
    ('total', 'site_total', near(given('total'), fact('main_total'))),
    ('total', 'kilowatt_hours', near(given('total'), fact('expected') * 1000))
) as judged (field, finding, applies)
