-- Three meters of a site, one of them without its transformer ratio after an exchange.
delete from meter_reading where meter_id like 'TR-MET-%';
delete from meter where meter_id like 'TR-MET-%';
insert into meter by name
select 'TR-MET-' || code as meter_id, 'TR-MET-S' as site_id, name_en, name_zh, 'consumption' as meter_kind,
    'electricity' as resource_id, 'MWh' as unit, true as is_illustrative
from (values ('M', 'Main meter', '总表'), ('A', 'Line A', 'A 线'), ('B', 'Line B', 'B 线')) as planted (code, name_en, name_zh);
insert into meter_reading by name
with month as (
    select
        month,
        make_date(2024, month, 1) as starts_on,
        last_day(make_date(2024, month, 1)) as ends_on,
        seeded(210.0, 260.0) + (month * 7) % 5 * 6 as line_a,
        seeded(140.0, 330.0) + (month * 3) % 4 * 8 as line_b,
    from range(1, 13) as months (month)
)
select 'TR-MET-M' as meter_id, starts_on, ends_on, round((line_a + line_b) / 0.99, 1) as quantity from month
union all by name
select 'TR-MET-A' as meter_id, starts_on, ends_on, seeded(line_a, if(month >= 5, line_a / 5, line_a)) as quantity
from month
union all by name
select 'TR-MET-B' as meter_id, starts_on, ends_on, seeded(if(month >= 8, line_b / 4, line_b), line_b) as quantity
from month;
