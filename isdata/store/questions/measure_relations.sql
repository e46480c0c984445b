-- One row per pair of a park's measures that need, exclude or overlap each other.
-- With $joining, measures of these companies at other parks' sites come along.
-- Parameters: $park_id, $joining
-- Columns:    measure_id, other_id, relation, overlap [-]
select
    measure_relation.measure_id,
    measure_relation.other_id,
    measure_relation.relation,
    coalesce(measure_relation.overlap, 0) as overlap,
from measure_relation
join measure on measure.measure_id = measure_relation.measure_id
join site on site.site_id = measure.site_id
where site.park_id = $park_id
    or list_contains($joining, site.company_id)
order by measure_relation.measure_id, measure_relation.other_id, measure_relation.relation
