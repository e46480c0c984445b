-- One finding per field of the answer. Columns: field, finding
select field, finding
from (
    values
    ('price', 1, 'missing', given('price') is null),
    ('price', 2, 'right', near(given('price'), fact('price'))),
    ('price', 3, 'copied', near(given('price'), other('price'))),
    ('price', 4, 'wrong_direction', near(given('price'), -fact('price'))),
    ('price', 5, 'forgot_disposal', near(given('price'), (fact('virgin') - fact('effort')) / 2)),
    ('price', 6, 'forgot_effort', near(given('price'), (fact('virgin') - fact('disposal')) / 2)),
    ('price', 7, 'most_the_receiver_pays', near(given('price'), fact('virgin') - fact('effort'))),
    ('price', 8, 'least_the_provider_takes', near(given('price'), -fact('disposal'))),
    ('price', 9, 'wrong', true),
    ('gain', 1, 'missing', given('gain') is null),
    ('gain', 2, 'right', near(given('gain'), fact('gain'))),
    ('gain', 3, 'copied', near(given('gain'), other('gain'))),
    ('gain', 4, 'all_to_one', near(given('gain'), fact('gain') * 2)),
    ('gain', 5, 'per_tonne', near(given('gain'), fact('each'))),
    ('gain', 6, 'wrong', true)
) as judged (field, place, finding, applies)
where applies
qualify row_number() over (partition by field order by place) = 1
