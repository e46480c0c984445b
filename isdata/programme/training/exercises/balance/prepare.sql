-- A brick works whose list of solids lacks one output. Clay for extruded bricks has 10 to 15 % of water (Brick Industry
-- Association, Technical Note 9, 2006); the loss on ignition and four per cent of broken bricks are fictitious, of usual size.
delete from flow where flow_id like 'TR-BAL-%';
insert into flow by name
select
    'TR-BAL-' || resource_id as flow_id, 'chengdu' as park_id, if(is_output, 'TR-BAL-S', null) as provider_id,
    if(is_output, null, 'TR-BAL-S') as receiver_id, resource_id, 2024 as year,
    seeded(first_amount, second_amount) as quantity, 't' as unit, destination,
    'invoice' as basis, true as is_illustrative
from (values
    ('clay', false, 48000, 60000, 'input'),
    ('silica_sand', false, 6000, 7500, 'input'),
    ('fired_bricks', true, 41600, 52100, 'product'),
    ('ceramic_polishing_sludge', true, 640, 800, 'disposal')
) as planted (resource_id, is_output, first_amount, second_amount, destination);
