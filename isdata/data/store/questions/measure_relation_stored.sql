-- One row per measure that a measure needs, excludes or takes from, as it is stored.
-- Parameters: $measure_id
-- Columns:    measure_id, other_id, relation, overlap [-], shared_cost [currency of the other measure]
select *
from measure_relation
where measure_id = $measure_id
order by other_id, relation
