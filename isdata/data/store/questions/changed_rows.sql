-- One row per row that a change touched: what it was and what it became, as JSON.
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
