-- A supply of fly ash with too much carbon for the only demand near it.
delete from stream_composition where stream_id like 'TR-BLK-%';
delete from stream where stream_id like 'TR-BLK-%';
delete from site where site_id like 'TR-BLK-%';
delete from company where company_id like 'TR-BLK-%';
insert into company by name
select 'TR-BLK-' || code as company_id, name_en, name_zh, sector, 'public' as visibility, true as is_illustrative
from (values ('P', 'Practice boilers', '练习锅炉厂', '3530'), ('R', 'Practice blocks', '练习砌块厂', '2395')) as planted (code, name_en, name_zh, sector);
insert into site by name
select company_id || '-S' as site_id, company_id, 'chengdu' as park_id, name_en, name_zh,
    if(company_id = 'TR-BLK-P', 30.5584, 30.5578) as latitude, if(company_id = 'TR-BLK-P', 104.2711, 104.2723) as longitude,
    true as is_inventoried, true as is_illustrative
from company
where company_id like 'TR-BLK-%';
insert into stream by name
select 'TR-BLK-' || code as stream_id, 'TR-BLK-' || code || '-S' as site_id, direction, 'fly_ash' as resource_id,
    if(getvariable('seed') = 0, first_amount, second_amount) as quantity, 't' as unit, 'year' as period, 2024 as year,
    'continuous' as pattern, 'solid' as state, 'invoice' as basis, 'public' as visibility, true as is_illustrative
from (values ('P', 'supply', 4000, 5200), ('R', 'demand', 6000, 8000)) as planted (code, direction, first_amount, second_amount);
insert into stream_composition by name
select 'TR-BLK-P' as stream_id, 'C' as substance, if(getvariable('seed') = 0, 0.09, 0.11) as share
union all by name
select 'TR-BLK-R' as stream_id, 'C' as substance, if(getvariable('seed') = 0, 0.05, 0.06) as share;
