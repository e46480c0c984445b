-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
select field, finding, applies
from (
    values
    ('kind', 'right', picked('kind') = 'brick_waste'),
    ('kind', 'product_wrong', picked('kind') = 'fired_bricks'),
    ('kind', 'gas_is_no_solid', picked('kind') = 'flue_gas'),
    ('kind', 'input_weighed', true),
    ('amount', 'right', near(given('amount'), fact('expected'))),
    ('amount', 'copied', near(given('amount'), other('expected'))),
    ('amount', 'forgot_both', near(given('amount'), fact('expected') + fact('water') + fact('burnt'))),
    ('amount', 'forgot_water', near(given('amount'), fact('expected') + fact('water'))),
    ('amount', 'forgot_ignition', near(given('amount'), fact('expected') + fact('burnt'))),
    ('amount', 'ignition_of_wet',
        near(given('amount'), fact('expected') - fact('water') * fact('ignition') / 100)),
    ('amount', 'dried_everything',
        near(given('amount'), fact('expected') - fact('sand') * fact('moisture') / 100)),
    ('amount', 'only_clay', near(given('amount'), fact('expected') - fact('sand'))),
    ('amount', 'forgot_sludge', near(given('amount'), fact('expected') + fact('sludge'))),
    ('amount', 'kilograms', near(given('amount'), fact('expected') * 1000)),
    ('amount', 'negative', given('amount') < 0)
) as judged (field, finding, applies)
