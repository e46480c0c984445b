-- What the role card says. One row; its columns are the facts.
with card as (
    select
        seeded(9600, 7200) as energy,
        seeded(15, 20) as doubt,
        seeded(45, 60) as weekly,
        seeded(48, 46) as weeks,
        seeded(400, 610) as saved,
        seeded(350000, 520000) as investment,
        seeded(8, 10) as lifetime,
)
select *, weekly * weeks as sand from card
