-- Meters of a consumption that do not name what is consumed.
-- Columns: table, row_key, column, value
select 'meter' as "table", meter_id as row_key, 'resource_id' as "column", null as value
from meter
where meter_kind = 'consumption'
    and resource_id is null
order by row_key
