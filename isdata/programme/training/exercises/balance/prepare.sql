-- A brick works whose list of solids lacks one output.
delete from flow where flow_id like 'TR-BAL-%';
insert into flow by name
select
    'TR-BAL-' || resource_id as flow_id, 'chengdu' as park_id, if(is_output, 'TR-BAL-S', null) as provider_id,
    if(is_output, null, 'TR-BAL-S') as receiver_id, resource_id, 2024 as year,
    seeded(first_amount, second_amount) as quantity, 't' as unit, destination,
    'invoice' as basis, true as is_illustrative
from (values
    ('kaolin', false, 12000, 15000, 'input'),
    ('feldspar', false, 2400, 3100, 'input'),
    ('fired_bricks', true, 9900, 12300, 'product'),
    ('ceramic_polishing_sludge', true, 650, 820, 'disposal')
) as planted (resource_id, is_output, first_amount, second_amount, destination);
