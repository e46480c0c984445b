-- One row per saving, benefit and relation of a measure, including relations of other measures to it.
-- Parameters: $measure_id
-- Columns:    table, row_key
select
    'measure_saving' as "table",
    concat_ws(' · ', measure_id, resource_id) as row_key,
from measure_saving
where measure_id = $measure_id
union all
select
    'measure_benefit',
    concat_ws(' · ', measure_id, benefit_id),
from measure_benefit
where measure_id = $measure_id
union all
select
    'measure_relation',
    concat_ws(' · ', measure_id, other_id, relation),
from measure_relation
where measure_id = $measure_id or other_id = $measure_id
order by 1, 2
