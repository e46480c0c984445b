-- One row per change that affected a row of a table, oldest first.
-- Parameters: $table, $row_key
-- Columns:    version
select distinct
    version,
from change_log
where table_name = $table
    and row_key = $row_key
order by version
