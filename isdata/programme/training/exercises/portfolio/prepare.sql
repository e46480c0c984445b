-- A park of its own with six measures, so that the plan of the page contains only these.
delete from measure_saving where measure_id like 'TR-POR-%';
delete from measure where measure_id like 'TR-POR-%';
delete from network where network_id = 'TR-POR-N';
delete from park where park_id = 'TR-POR';
insert into park by name
select
    'TR-POR' as park_id, 'Practice park' as name_en, '练习园区' as name_zh, 'CN-SC' as region_id, 'CNY' as currency,
    30.56 as latitude, 104.273 as longitude, true as is_illustrative;
insert into network by name
select
    'TR-POR-N' as network_id, 'TR-POR' as park_id, 'Practice network' as name_en, '练习网络' as name_zh,
    2024 as baseline_year, 0.12 as hurdle_rate, true as is_illustrative;
create or replace temp table planted as
select code, name_en, name_zh, category, lifetime, seeded(investment, other_investment) as investment, seeded(saving, other_saving) as saving
from (
    values
    ('m1', 'Drives', '电机', 'drives', 5, 200000, 100000, 240000, 120000),
    ('m2', 'Pumps', '水泵', 'pumps', 6, 300000, 140000, 400000, 180000),
    ('m3', 'Heat recovery', '热回收', 'process_heat', 15, 700000, 210000, 600000, 150000),
    ('m4', 'Compressed air', '压缩空气', 'compressed_air', 8, 250000, 100000, 300000, 130000),
    ('m5', 'Insulation', '保温', 'process_heat', 20, 300000, 75000, 360000, 100000),
    ('m6', 'Controls', '控制系统', 'management', 10, 250000, 85000, 500000, 190000)
) as listed (code, name_en, name_zh, category, lifetime, investment, saving, other_investment, other_saving);
insert into measure by name
select
    'TR-POR-' || code as measure_id, 'TR-POR-N' as network_id, 'TR-POR-C-S' as site_id, name_en, name_zh, category,
    'planned' as status, 2025 as year, investment, lifetime, 'CNY' as currency, 2024 as price_year, true as is_illustrative
from planted;
insert into measure_saving by name
select
    'TR-POR-' || code as measure_id, 'electricity' as resource_id, saving / 500 as baseline, 0 as modified, 'MWh' as unit, 500 as price
from planted;
