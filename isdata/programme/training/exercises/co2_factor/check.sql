-- One finding per field of the answer. Columns: field, finding
select field, finding
from (
    values
    ('restated', 1, 'missing', given('restated') is null),
    ('restated', 2, 'right', near(given('restated'), fact('restated'))),
    ('restated', 3, 'copied', near(given('restated'), other('restated'))),
    ('restated', 4, 'as_reported', near(given('restated'), fact('reported'))),
    ('restated', 5, 'forgot_gas', near(given('restated'), fact('restated') - fact('of_gas'))),
    ('restated', 6, 'scaled_gas', near(given('restated'), fact('reported') * fact('provincial') / fact('national'))),
    ('restated', 7, 'kilograms', near(given('restated'), fact('restated') * 1000)),
    ('restated', 8, 'wrong', true),
    ('change', 1, 'missing', given('change') is null),
    ('change', 2, 'right', near(given('change'), fact('change'))),
    ('change', 3, 'copied', near(given('change'), other('change'))),
    ('change', 4, 'no_sign', near(given('change'), -fact('change'))),
    ('change', 5, 'of_the_new', near(given('change'), (fact('restated') - fact('reported')) / fact('restated') * 100)),
    ('change', 6, 'as_share', near(given('change'), fact('change') / 100)),
    ('change', 7, 'factors_only', near(given('change'), (fact('provincial') / fact('national') - 1) * 100)),
    ('change', 8, 'wrong', true)
) as judged (field, place, finding, applies)
where applies
qualify row_number() over (partition by field order by place) = 1
