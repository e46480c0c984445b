-- A shared treatment plant planned by three companies.
delete from synergy_assumption where synergy_id in (select synergy_id from synergy_participant where site_id like 'TR-TPL-%');
delete from synergy_stage where synergy_id in (select synergy_id from synergy_participant where site_id like 'TR-TPL-%');
delete from synergy where synergy_id in (select synergy_id from synergy_participant where site_id like 'TR-TPL-%');
delete from synergy_participant where site_id like 'TR-TPL-%';
delete from shared_option where option_id = 'TR-TPL';
delete from stream where stream_id like 'TR-TPL-%';
insert into shared_option by name
select
    'TR-TPL' as option_id, 'Practice treatment plant' as name_en, '练习处理站' as name_zh, 'treatment_capacity' as resource_id,
    'm³' as unit, seeded(600000, 450000) as fixed_cost, seeded(12, 15) as unit_cost, 100000 as reference_quantity,
    0.8 as scale_exponent, 'CNY' as currency, 2024 as price_year, true as is_illustrative;
insert into stream by name
select
    'TR-TPL-' || code as stream_id, 'TR-TPL-' || code || '-S' as site_id, 'demand' as direction,
    'treatment_capacity' as resource_id, seeded(first_amount, second_amount) as quantity, 'm³' as unit, 'year' as period,
    2024 as year, 'interview' as basis, 'public' as visibility, true as is_illustrative
from (values ('A', 20000, 25000), ('B', 30000, 40000), ('C', 50000, 60000)) as planted (code, first_amount, second_amount);
