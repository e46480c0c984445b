-- One row per pair of supply and demand whose companies both agreed to be named in their match.
-- Parameters: none
-- Columns:    supply_token, demand_token (identifies streams without naming them, as in match_streams.sql)
select
    md5(supply_id) as supply_token,
    md5(demand_id) as demand_token,
from introduction
where supply_agreed_on is not null and demand_agreed_on is not null
order by supply_id, demand_id
