-- What two companies pay today, and what is fair. One row; its columns are the facts.
with stated as (
    select
        if(getvariable('seed') = 0, 180, 240) as disposal,
        if(getvariable('seed') = 0, 60, 70) as virgin,
        if(getvariable('seed') = 0, 90, 130) as effort,
        if(getvariable('seed') = 0, 3000, 4200) as amount,
), shared as (
    select *, disposal + virgin - effort as together, (disposal + virgin - effort) / 2 as each from stated
)
select *, virgin - effort - each as price, each * amount as gain from shared
