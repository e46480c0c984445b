-- At most one row: days on which the companies of a pair agreed to be named in their match.
-- Parameters: $supply_id, $demand_id
-- Columns:    supply_id, demand_id, supply_agreed_on, demand_agreed_on
select
    supply_id,
    demand_id,
    supply_agreed_on,
    demand_agreed_on,
from introduction
where supply_id = $supply_id and demand_id = $demand_id
