-- One row per resource that a newcomer requires or would supply.
-- Parameters: $newcomer_id
-- Columns:    line_id, direction, resource_id, quantity [unit/yr], unit, hours [h/yr], temperature [°C], pressure [bar], current_route
select
    newcomer_flow_id as line_id,
    direction,
    resource_id,
    quantity,
    unit,
    hours,
    temperature,
    pressure,
    current_route,
from newcomer_flow
where newcomer_id = $newcomer_id
order by newcomer_flow_id
