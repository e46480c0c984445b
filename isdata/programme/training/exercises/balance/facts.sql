-- What the balance of the brick works says. One row; its columns are the facts.
with amount as (
    select
        max(quantity) filter (resource_id = 'kaolin') as kaolin,
        max(quantity) filter (resource_id = 'feldspar') as feldspar,
        max(quantity) filter (resource_id = 'fired_bricks') as bricks,
        max(quantity) filter (resource_id = 'ceramic_polishing_sludge') as sludge,
        seeded(14, 18) as moisture,
    from flow
    where flow_id like 'TR-BAL-%'
), balance as (
    select *, kaolin + feldspar as inputs, kaolin * moisture / 100 as water from amount
)
select *, inputs - water - bricks - sludge as expected from balance
