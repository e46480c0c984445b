-- Rows that state an amount of money without the year whose money it is.
-- Costs of a flow are money of the flow's year, and so are a stream's prices if its year is stated.
-- Columns: table, row_key, column, value
select 'measure' as "table", measure_id as row_key, 'price_year' as "column", null as value
from measure
where price_year is null
    and (investment <> 0 or coalesce(running_cost, other_saving, incentive, avoided_replacement, 0) <> 0)
union all
select 'synergy', synergy_id, 'price_year', null
from synergy
where price_year is null
    and coalesce(investment, annual_saving) is not null
union all
select 'stream', stream_id, 'price_year', null
from stream
where coalesce(price_year, year) is null
    and coalesce(current_cost, price_wanted) is not null
union all
select 'company', company_id, 'price_year', null
from company
where price_year is null
    and value_added is not null
union all
select 'measure_benefit', measure_id || ' · ' || benefit_id, 'price_year', null
from measure_benefit
where price_year is null
    and amount <> 0
order by "table", row_key
