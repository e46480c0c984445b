-- One row per row affected by the newest changes that affect few rows: state before and after, as JSON.
-- Parameters: $most, $rows
-- Columns:    version, table_name, row_key, before, after
select
    version,
    table_name,
    row_key,
    before,
    after,
from change_log
where version in (
        select version
        from change_log
        group by version
        having count(*) <= $rows
        order by version desc
        limit $most
    )
order by version desc, table_name, row_key
