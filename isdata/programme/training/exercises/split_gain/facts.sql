-- Present payments of two companies, and the fair split. One row; its columns are the facts.
with stated as (
    select
        seeded(180, 240) as disposal,
        seeded(60, 70) as virgin,
        seeded(90, 130) as effort,
        seeded(3000, 4200) as amount,
), shared as (
    select *, disposal + virgin - effort as together, (disposal + virgin - effort) / 2 as each from stated
)
select *, virgin - effort - each as price, each * amount as gain from shared
