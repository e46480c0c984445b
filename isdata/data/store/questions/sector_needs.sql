-- One row per resource that companies of a sector typically require or supply, per employee.
-- Parameters: $sector
-- Columns:    line_id, direction, resource_id, quantity [unit/yr], unit, hours [h/yr], temperature [°C], current_route, uncertainty [%], source
select
    profile_id as line_id,
    direction,
    resource_id,
    quantity,
    unit,
    hours,
    temperature,
    current_route,
    uncertainty,
    source,
from sector_profile
where sector = $sector
order by profile_id
