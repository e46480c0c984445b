-- One row per row ever stored with one of the given keys: its present name, or the name at the time of removal.
-- A site without a name has that of its company.
-- Parameters: $tables, $keys
-- Columns:    table, row_key, name_en, name_zh
with latest as (
    select
        table_name,
        row_key,
        coalesce(after, before) as stored,
    from change_log
    where list_contains($tables, table_name)
        and list_contains($keys, row_key)
    qualify row_number() over (partition by table_name, row_key order by version desc) = 1
)

select
    latest.table_name as "table",
    latest.row_key,
    coalesce(latest.stored ->> '$.name_en', company.name_en) as name_en,
    coalesce(latest.stored ->> '$.name_zh', company.name_zh) as name_zh,
from latest
left join company
    on latest.table_name = 'site'
    and company.company_id = (latest.stored ->> '$.company_id')
order by 1, 2
