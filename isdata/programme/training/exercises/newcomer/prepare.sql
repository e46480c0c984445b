-- A newcomer and its flows.
delete from newcomer_flow where newcomer_id = 'TR-NEW';
delete from newcomer_synergy where newcomer_flow_id like 'TR-NEW-%';
delete from newcomer where newcomer_id = 'TR-NEW';
insert into newcomer by name
select
    'TR-NEW' as newcomer_id, 'chengdu' as park_id, 'Practice glassworks' as name_en, '练习玻璃厂' as name_zh, '2310' as sector,
    seeded(6, 9) as area, seeded(120, 120) as employees, seeded(66000000, 112000000) as value_added,
    150000000 as investment, 'CNY' as currency, 2024 as price_year, 'enquiry' as status, true as is_illustrative;
insert into newcomer_flow by name
select
    'TR-NEW-' || place as newcomer_flow_id, 'TR-NEW' as newcomer_id, direction, resource_id, seeded(first, second) as quantity,
    unit, hours, current_route, true as is_illustrative
from (
    values
    (1, 'demand', 'electricity', 8000, 12000, 'MWh', 6000, null),
    (2, 'demand', 'fresh_water', 40000, 52000, 'm³', null, null),
    (3, 'demand', 'steam', 1800, 2700, 't', 6000, null),
    (4, 'supply', 'glass_cullet', 900, 400, 't', null, 'recycling'),
    (5, 'supply', 'mixed_waste', 150, 200, 't', null, 'landfill'),
    (6, 'supply', 'waste_water', 20000, 30000, 'm³', null, null),
    (7, 'supply', 'voc', 0, 0, 't', null, 'emission')
) as planted (place, direction, resource_id, first, second, unit, hours, current_route);
