-- Four indicators with their values, and no contract of the park.
delete from success_weight where contract_id in (select contract_id from success_contract where park_id = 'chengdu');
delete from success_contract where park_id = 'chengdu';
delete from indicator_value where indicator_id like 'TR-WGT-%';
delete from indicator where indicator_id like 'TR-WGT-%';
create or replace temp table planted as
from (
    values
    ('TR-WGT-1', 'Practice: landfill avoided', '练习：避免填埋量', '%', true, 38, 44, 35, 41),
    ('TR-WGT-2', 'Practice: CO2 per value added', '练习：单位增加值二氧化碳', 't/10⁴ CNY', false, 0.92, 0.84, 1.1, 0.97),
    ('TR-WGT-3', 'Practice: new resources exchanged', '练习：新交换的资源种类', 'resources', true, 6, 9, 4, 7),
    ('TR-WGT-4', 'Practice: small companies taking part', '练习：参与的小企业', 'companies', true, 5, 8, 7, 12)
) as listed (indicator_id, name_en, name_zh, unit, is_more_better, before, reached, other_before, other_reached);
insert into indicator by name
select indicator_id, name_en, name_zh, unit, is_more_better, true as is_illustrative from planted;
insert into indicator_value by name
select
    indicator_id, 'chengdu' as park_id, year, 'reached' as value_kind,
    case year when 2022 then seeded(before, other_before) else seeded(reached, other_reached) end as value,
    'estimate' as basis, true as is_illustrative
from planted
cross join (values (2022), (2024)) as years (year);
