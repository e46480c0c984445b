-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
select field, finding, applies
from (
    values
    ('restated', 'right', near(given('restated'), fact('restated'))),
    ('restated', 'copied', near(given('restated'), other('restated'))),
    ('restated', 'as_reported', near(given('restated'), fact('reported'))),
    ('restated', 'forgot_gas', near(given('restated'), fact('restated') - fact('of_gas'))),
    ('restated', 'scaled_gas', near(given('restated'), fact('reported') * fact('provincial') / fact('national'))),
    ('restated', 'kilograms', near(given('restated'), fact('restated') * 1000)),
    ('change', 'right', near(given('change'), fact('change'))),
    ('change', 'copied', near(given('change'), other('change'))),
    ('change', 'no_sign', near(given('change'), -fact('change'))),
    ('change', 'of_the_new', near(given('change'), (fact('restated') - fact('reported')) / fact('restated') * 100)),
    ('change', 'as_share', near(given('change'), fact('change') / 100)),
    ('change', 'factors_only', near(given('change'), (fact('provincial') / fact('national') - 1) * 100))
) as judged (field, finding, applies)
