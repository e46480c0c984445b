-- One row per row of a table that was last changed or removed by a user, not by the product itself.
-- Parameters: $tables, $product (author of changes by the product)
-- Columns:    table_name, row_key
select
    table_name,
    row_key
from change_log
where list_contains($tables, table_name)
qualify row_number() over (partition by table_name, row_key order by version desc) = 1
    and changed_by <> $product
order by table_name, row_key
