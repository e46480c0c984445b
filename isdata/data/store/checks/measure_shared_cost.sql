-- Measures that share more than the costs of the other one, or share costs without stating how much.
-- Columns: table, row_key, column, value
select
    'measure_relation' as "table",
    concat_ws(' · ', measure_relation.measure_id, other_id, relation) as row_key,
    'shared_cost' as "column",
    cast(shared_cost as varchar) as value,
from measure_relation
join measure on measure.measure_id = measure_relation.other_id
where relation = 'shares'
    and (shared_cost is null or shared_cost > measure.investment)
order by row_key
