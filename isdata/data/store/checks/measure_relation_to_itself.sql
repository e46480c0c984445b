-- Relations of a measure to itself.
-- Columns: table, row_key, column, value
select
    'measure_relation' as "table",
    concat_ws(' · ', measure_id, other_id, relation) as row_key,
    'other_id' as "column",
    other_id as value,
from measure_relation
where measure_id = other_id
order by row_key
