-- One row per year with flows of some parks or with a new stage of one of their synergies.
-- Parameters: $parks
-- Columns:    year, flows, steps
with stated as (
    select
        year,
        count(*) as flows,
        0 as steps,
    from flow
    where list_contains($parks, park_id)
    group by year
    union all
    select
        year(synergy_stage.entered_on),
        0,
        count(*),
    from synergy_stage
    join synergy on synergy.synergy_id = synergy_stage.synergy_id
    where list_contains($parks, synergy.park_id)
    group by all
)

select
    year,
    cast(sum(flows) as bigint) as flows,
    cast(sum(steps) as bigint) as steps,
from stated
group by year
order by year
