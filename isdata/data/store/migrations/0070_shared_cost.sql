-- Shared costs of measures, paid only once if both are implemented, such as scaffolding.

alter table measure_relation add column shared_cost double;
comment on table measure_relation is 'One row per pair of measures that need, exclude or overlap each other, or share costs.';
comment on column measure_relation.relation is 'Needs, excludes or overlaps the other, or shares costs with it';
comment on column measure_relation.shared_cost is 'Money saved once when both are done at the same time, such as one scaffold, in the currency and price year of the other measure';
