-- The plant, and the Shapley shares of its three companies. One row; its columns are the facts.
with wanted as (
    select
        max(quantity) filter (stream_id = 'TR-TPL-A') as a,
        max(quantity) filter (stream_id = 'TR-TPL-B') as b,
        max(quantity) filter (stream_id = 'TR-TPL-C') as c,
    from stream
    where stream_id like 'TR-TPL-%'
), plant as (
    select
        a, b, c, a + b + c as amount, fixed_cost as fixed, unit_cost as unit, reference_quantity as reference,
        scale_exponent as scale, unit_cost * reference_quantity ** (1 - scale_exponent) as slope,
    from wanted
    cross join shared_option
    where option_id = 'TR-TPL'
), cost as (
    select
        *,
        fixed + slope * a ** scale as alone_a, fixed + slope * b ** scale as alone_b, fixed + slope * c ** scale as alone_c,
        fixed + slope * (a + b) ** scale as ab, fixed + slope * (a + c) ** scale as ac, fixed + slope * (b + c) ** scale as bc,
        fixed + slope * amount ** scale as together,
    from plant
), fair as (
    -- The average over the six orders of joining: first, after one of the others, last.
    select *, alone_a / 3 + (ab - alone_b) / 6 + (ac - alone_c) / 6 + (together - bc) / 3 as share_a from cost
)
select *, alone_a + alone_b + alone_c as sum_of_alone, share_a / a as price from fair
