-- Readings that begin before the previous one of the same meter has ended, so that days would be counted twice.
-- Columns: table, row_key, column, value
with in_order as (
    select
        meter_id,
        starts_on,
        ends_on,
        lag(ends_on) over (partition by meter_id order by ends_on) as former_end,
    from meter_reading
)

select
    'meter_reading' as "table",
    meter_id || ' · ' || ends_on as row_key,
    'starts_on' as "column",
    cast(starts_on as varchar) as value,
from in_order
where starts_on <= former_end
order by row_key
