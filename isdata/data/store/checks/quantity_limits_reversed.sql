-- Streams and thresholds whose smallest amount exceeds the largest.
-- Columns: table, row_key, column, value
select 'stream' as "table", stream_id as row_key, 'quantity_minimum' as "column", cast(quantity_minimum as varchar) as value
from stream
where quantity_minimum > quantity_maximum
union all
select 'threshold', threshold_id, 'minimum', cast(minimum as varchar)
from threshold
where minimum > maximum
order by "table", row_key
