-- One row per change and affected table, with the reason of the change.
-- Parameters: $versions
-- Columns:    version, table_name, reason
select distinct
    version,
    table_name,
    reason,
from change_log
where list_contains(cast($versions as bigint[]), version)
order by version, table_name
