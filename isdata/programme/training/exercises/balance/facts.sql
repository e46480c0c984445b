-- Solids of the brick works, and the missing output. One row; its columns are the facts [t/yr, %].
with amount as (
    select
        max(quantity) filter (resource_id = 'clay') as clay,
        max(quantity) filter (resource_id = 'silica_sand') as sand,
        max(quantity) filter (resource_id = 'fired_bricks') as bricks,
        max(quantity) filter (resource_id = 'ceramic_polishing_sludge') as sludge,
    from flow
    where flow_id like 'TR-BAL-%'
), dried as (
    select *, clay + sand as inputs, clay * number('moisture') / 100 as water from amount
), fired as (
    select *, (clay - water) * number('ignition') / 100 as burnt from dried
)
select *, inputs - water - burnt - bricks - sludge as expected from fired
