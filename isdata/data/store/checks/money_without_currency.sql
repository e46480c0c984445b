-- Rows that state an amount of money without its currency.
-- Columns: table, row_key, column, value
select 'measure' as "table", measure_id as row_key, 'currency' as "column", null as value
from measure
where currency is null
    and (investment <> 0 or coalesce(running_cost, other_saving, incentive, avoided_replacement, 0) <> 0)
union all
select 'synergy', synergy_id, 'currency', null
from synergy
where currency is null
    and coalesce(investment, annual_saving) is not null
union all
select 'flow', flow_id, 'currency', null
from flow
where currency is null
    and cost is not null
union all
select 'stream', stream_id, 'currency', null
from stream
where currency is null
    and coalesce(current_cost, price_wanted) is not null
union all
select 'company', company_id, 'currency', null
from company
where currency is null
    and value_added is not null
union all
select 'meter_reading', meter_id || ' · ' || ends_on, 'currency', null
from meter_reading
where currency is null
    and cost is not null
order by "table", row_key
