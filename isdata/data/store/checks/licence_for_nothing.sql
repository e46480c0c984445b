-- Licences without a code and without a resource.
-- Columns: table, row_key, column, value
select 'licence' as "table", licence_id as row_key, 'gbt_code' as "column", null as value
from licence
where ewc_code is null
    and gbt_code is null
    and resource_id is null
order by row_key
