-- One row per month of 2024. Columns: month, main, line_a, line_b [MWh]
select
    month(starts_on) as month,
    max(quantity) filter (meter_id = 'TR-MET-M') as main,
    max(quantity) filter (meter_id = 'TR-MET-A') as line_a,
    max(quantity) filter (meter_id = 'TR-MET-B') as line_b,
from meter_reading
where meter_id like 'TR-MET-%'
group by all
order by month
