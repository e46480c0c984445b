-- A supply of fly ash with too much carbon for the only demand near it.
delete from stream_composition where stream_id like 'TR-BLK-%';
delete from stream where stream_id like 'TR-BLK-%';
insert into stream by name
select 'TR-BLK-' || code as stream_id, 'TR-BLK-' || code || '-S' as site_id, direction, 'fly_ash' as resource_id,
    seeded(first_amount, second_amount) as quantity, 't' as unit, 'year' as period, 2024 as year,
    'continuous' as pattern, 'solid' as state, 'invoice' as basis, 'public' as visibility, true as is_illustrative
from (values ('P', 'supply', 4000, 5200), ('R', 'demand', 6000, 8000)) as planted (code, direction, first_amount, second_amount);
insert into stream_composition by name
select 'TR-BLK-P' as stream_id, 'C' as substance, seeded(0.09, 0.11) as share
union all by name
select 'TR-BLK-R' as stream_id, 'C' as substance, seeded(0.05, 0.06) as share;
