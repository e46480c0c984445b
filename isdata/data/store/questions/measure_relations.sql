-- One row per pair of a park's measures that require, exclude or overlap each other, or share costs.
-- Shared costs are given as a share of the other measure's investment, so that they apply in every currency.
-- With $joining, measures of these companies at other parks' sites are included.
-- Parameters: $park_id, $joining
-- Columns:    measure_id, other_id, relation, overlap [-], shared [-]
select
    measure_relation.measure_id,
    measure_relation.other_id,
    measure_relation.relation,
    coalesce(measure_relation.overlap, 0) as overlap,
    coalesce(measure_relation.shared_cost / nullif(other.investment, 0), 0) as shared,
from measure_relation
join measure on measure.measure_id = measure_relation.measure_id
left join measure as other on other.measure_id = measure_relation.other_id
join site on site.site_id = measure.site_id
where site.park_id = $park_id
    or list_contains($joining, site.company_id)
order by measure_relation.measure_id, measure_relation.other_id, measure_relation.relation
