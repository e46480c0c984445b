-- One row per relation of a measure (requires, excludes, overlaps, shares costs), as stored.
-- Parameters: $measure_id
-- Columns:    measure_id, other_id, relation, overlap [-], shared_cost [currency of the other measure]
select *
from measure_relation
where measure_id = $measure_id
order by other_id, relation
