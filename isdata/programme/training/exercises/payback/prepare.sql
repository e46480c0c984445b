-- A supplier's sheet of a compressor with one wrong assumption: the hours, or the price.
delete from measure_saving where measure_id = 'TR-PAY-M';
delete from measure where measure_id = 'TR-PAY-M';
delete from network_member where site_id = 'TR-PAY-S';
insert into measure by name
select 'TR-PAY-M' as measure_id, 'CD-N1' as network_id, 'TR-PAY-S' as site_id, 'Practice compressor' as name_en,
    '练习空压机' as name_zh, 'compressed_air' as category, 'idea' as status, 2025 as year,
    seeded(620000, 1900000) as investment, seeded(20000, 35000) as running_cost,
    12 as lifetime, 'CNY' as currency, 2024 as price_year, true as is_illustrative;
insert into measure_saving by name
select 'TR-PAY-M' as measure_id, 'electricity' as resource_id, 3000 as baseline,
    3000 - number('power') * seeded(8760, number('hours')) / 1000 as modified, 'MWh' as unit,
    seeded(null, 1100) as price;
