-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
select field, finding, applies
from (
    values
    ('price', 'right', near(given('price'), fact('price'))),
    ('price', 'copied', near(given('price'), other('price'))),
    ('price', 'wrong_direction', near(given('price'), -fact('price'))),
    ('price', 'forgot_disposal', near(given('price'), (fact('virgin') - fact('effort')) / 2)),
    ('price', 'forgot_effort', near(given('price'), (fact('virgin') - fact('disposal')) / 2)),
    ('price', 'most_the_receiver_pays', near(given('price'), fact('virgin') - fact('effort'))),
    ('price', 'least_the_provider_takes', near(given('price'), -fact('disposal'))),
    ('gain', 'right', near(given('gain'), fact('gain'))),
    ('gain', 'copied', near(given('gain'), other('gain'))),
    ('gain', 'all_to_one', near(given('gain'), fact('gain') * 2)),
    ('gain', 'per_tonne', near(given('gain'), fact('each')))
) as judged (field, finding, applies)
