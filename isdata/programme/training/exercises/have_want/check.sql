-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
with expected (field, site_id, direction, resource_id, amount) as (
    values
    ('joinery', 'TR-HAV-A-S', 'supply', 'wood_waste', fact('supply')),
    ('boards', 'TR-HAV-B-S', 'demand', 'wood_waste', fact('demand')),
    ('dyer', 'TR-HAV-C-S', 'supply', 'hot_water', fact('heat')),
    ('laundry', 'TR-HAV-D-S', 'demand', 'hot_water', fact('wanted'))
), stored as (
    select
        field,
        count(stream_id) as rows,
        bool_and(stream.direction = expected.direction) as is_direction,
        bool_and(
            stream.resource_id = expected.resource_id
            or expected.resource_id = 'hot_water' and stream.resource_id = 'waste_heat'
            or expected.resource_id = 'wood_waste' and stream.resource_id = 'wood_chips'
        ) as is_resource,
        bool_and(near(
            quantity * case period when 'month' then 12 when 'week' then 52 when 'day' then 365 when 'hour' then 8760 else 1 end,
            amount
        )) as is_amount,
        bool_and(near(quantity, amount) or near(quantity * 12, amount)) as is_number,
    from expected
    left join stream using (site_id)
    group by field
)
select field, 'not_entered', rows = 0 from stored
union all
select field, 'said_twice', rows > 1 from stored
union all
select field, 'turned_round', not is_direction from stored
union all
select field, 'other_resource', not is_resource from stored
union all
select field, 'right', is_amount from stored
union all
select field, 'other_period', is_number from stored
union all
select field, 'other_amount', true from stored
union all
from (
    values
    ('amount', 'right', near(given('amount'), fact('expected'))),
    ('amount', 'copied', near(given('amount'), other('expected'))),
    ('amount', 'month_as_year', near(given('amount'), fact('monthly'))),
    ('amount', 'larger_side', near(given('amount'), greatest(fact('supply'), fact('demand')))),
    ('amount', 'both_added', near(given('amount'), fact('supply') + fact('demand'))),
    ('amount', 'the_rest', near(given('amount'), abs(fact('supply') - fact('demand'))))
)
