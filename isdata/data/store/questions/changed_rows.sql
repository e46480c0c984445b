-- One row per row affected by a change: state before and after, as JSON.
-- Parameters: $version, $table, $most
-- Columns:    row_key, before, after
select
    row_key,
    before,
    after,
from change_log
where version = $version
    and table_name = $table
order by row_key
limit $most
