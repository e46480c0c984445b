-- Risks whose low, median and high assessments are not in this order.
-- Columns: table, row_key, column, value
select 'risk' as "table", risk_id as row_key, 'probability_p10' as "column", cast(probability_p10 as varchar) as value
from risk
where probability_p10 > coalesce(probability_p50, probability_p90)
    or probability_p50 > probability_p90
union all
select 'risk', risk_id, 'loss_p10', cast(loss_p10 as varchar)
from risk
where loss_p10 > coalesce(loss_p50, loss_p90)
    or loss_p50 > loss_p90
order by "table", row_key
