-- One row per change that affected a row of a table, oldest first.
-- Parameters: $table, $row_key
-- Columns:    version, reason
select distinct
    version,
    reason,
from change_log
where table_name = $table
    and row_key = $row_key
order by version
