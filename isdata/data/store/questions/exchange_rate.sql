-- One row per pair of currencies with a stored exchange rate above 0: the newest rate.
-- Parameters: none
-- Columns:    unit, value [unit], factor_id, year
select
    unit,
    value,
    factor_id,
    year,
from factor
where factor_kind = 'exchange_rate'
    and value > 0
qualify row_number() over (partition by unit order by year desc nulls last, factor_id) = 1
order by unit
