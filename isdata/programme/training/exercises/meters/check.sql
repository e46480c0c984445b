-- One finding per field of the answer. Columns: field, finding
select field, finding
from (
    values
    ('meter', 1, 'missing', picked('meter') is null),
    ('meter', 2, 'right', picked('meter') = lower(fact_words('letter'))),
    ('meter', 3, 'main_is_right', picked('meter') = 'main'),
    ('meter', 4, 'other_line', true),
    ('factor', 1, 'missing', given('factor') is null),
    ('factor', 2, 'right', abs(given('factor') - fact('factor')) <= 0.1),
    ('factor', 3, 'inverse', near(given('factor'), 1 / fact('factor'))),
    ('factor', 4, 'whole_year_ratio', near(given('factor'), fact('whole_year_ratio'))),
    ('factor', 5, 'copied', near(given('factor'), other('factor'))),
    ('factor', 6, 'wrong', true),
    ('total', 1, 'missing', given('total') is null),
    ('total', 2, 'right', near(given('total'), fact('expected'))),
    ('total', 3, 'copied', near(given('total'), other('expected'))),
    ('total', 4, 'as_read', near(given('total'), fact('as_read'))),
    ('total', 5, 'all_corrected', near(given('total'), fact('as_read') * fact('factor'))),
    ('total', 6, 'site_total', near(given('total'), fact('main_total'))),
    ('total', 7, 'kilowatt_hours', near(given('total'), fact('expected') * 1000)),
    ('total', 8, 'wrong', true)
) as judged (field, place, finding, applies)
where applies
qualify row_number() over (partition by field order by place) = 1
