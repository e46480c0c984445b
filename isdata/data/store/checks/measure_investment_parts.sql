-- Measures whose stated parts of the investment exceed the investment.
-- Columns: table, row_key, column, value
with measure_parts as (
    select
        measure_id,
        investment,
        coalesce(investment_engineering, 0) + coalesce(investment_material, 0)
            + coalesce(investment_labour, 0) + coalesce(investment_other, 0) as parts,
    from measure
    where coalesce(investment_engineering, investment_material, investment_labour, investment_other) is not null
)

select
    'measure' as "table",
    measure_id as row_key,
    'investment' as "column",
    cast(parts as varchar) as value,
from measure_parts
where parts > investment + 0.5
order by measure_id
