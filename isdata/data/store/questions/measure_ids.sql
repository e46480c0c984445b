-- One row per measure of any park: ids are never used twice.
-- Parameters: none
-- Columns:    measure_id
select measure_id
from measure
union
select row_key
from change_log
where table_name = 'measure'
order by measure_id
