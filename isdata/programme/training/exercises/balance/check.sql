-- One finding per field of the answer. Columns: field, finding
select field, finding
from (
    values
    ('kind', 1, 'missing', picked('kind') is null),
    ('kind', 2, 'right', picked('kind') = 'ceramic_waste'),
    ('kind', 3, 'product_wrong', picked('kind') = 'fired_bricks'),
    ('kind', 4, 'gas_is_no_solid', picked('kind') = 'flue_gas'),
    ('kind', 5, 'input_weighed', true),
    ('amount', 1, 'missing', given('amount') is null),
    ('amount', 2, 'right', near(given('amount'), fact('expected'))),
    ('amount', 3, 'copied', near(given('amount'), other('expected'))),
    ('amount', 4, 'forgot_water', near(given('amount'), fact('expected') + fact('water'))),
    ('amount', 5, 'dried_everything',
        near(given('amount'), fact('expected') - fact('feldspar') * fact('moisture') / 100)),
    ('amount', 6, 'only_kaolin', near(given('amount'), fact('expected') - fact('feldspar'))),
    ('amount', 7, 'forgot_sludge', near(given('amount'), fact('expected') + fact('sludge'))),
    ('amount', 8, 'kilograms', near(given('amount'), fact('expected') * 1000)),
    ('amount', 9, 'negative', given('amount') < 0),
    ('amount', 10, 'wrong', true)
) as judged (field, place, finding, applies)
where applies
qualify row_number() over (partition by field order by place) = 1
