-- One row per key in use or ever used in a table.
-- Parameters: $table, $begin (of the keys)
-- Columns:    row_key
select distinct row_key
from change_log
where table_name = $table
    and starts_with(row_key, $begin)
order by row_key
