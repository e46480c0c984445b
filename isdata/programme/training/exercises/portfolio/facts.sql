-- Values of all 64 sets of the six measures. One row; its columns are the facts.
with valued as (
    select
        right(measure_id, 2) as code,
        name_en, name_zh, investment, lifetime,
        (baseline - modified) * price as saving,
        (1 - 1.08 ** -lifetime) / 0.08 as factor,
    from measure
    join measure_saving using (measure_id)
    where measure_id like 'TR-POR-%'
), budget as (
    select sum(investment) / 2 as budget from valued
), chosen as (
    select
        mask,
        string_agg(code, ',' order by code) as codes,
        string_agg(name_en, ', ' order by code) as names,
        string_agg(name_zh, '、' order by code) as names_zh,
        sum(investment) as cost,
        sum(saving * factor) as worth,
        sum(saving * factor - investment) as npv,
        sum(saving) as saved,
        sum(saving * lifetime - investment) as undiscounted,
    from range(1, 64) as sets (mask)
    join valued on mask >> (right(code, 1)::integer - 1) & 1 = 1
    group by mask
), best as (
    from chosen where cost <= (select budget from budget) order by npv desc limit 1
), naive as (
    from chosen where codes = seeded('m1,m2,m4,m6', 'm1,m2,m4')
)
select
    budget,
    naive.npv as naive, naive.codes as naive_codes,
    best.codes as best_codes, best.names as best_names_en, best.names_zh as best_names_zh, best.npv as best,
    best.worth as best_worth, best.saved as best_saved, best.undiscounted as best_undiscounted,
    saving as insulation_saving, factor as insulation_factor, investment as insulation_investment,
    saving * factor - investment as insulation_npv,
from best, naive, budget, valued
where code = 'm5'
