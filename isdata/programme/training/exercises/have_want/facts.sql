-- What the four companies said. One row; its columns are the facts.
with said as (
    select
        seeded(30, 45) as monthly,
        seeded(500, 400) as demand,
        seeded(1200, 2100) as heat,
        seeded(900, 1600) as wanted,
)
select *, monthly * 12 as supply, least(monthly * 12, demand) as expected from said
