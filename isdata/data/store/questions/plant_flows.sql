-- One row per resource that a type of plant typically provides or requires.
-- Parameters: none
-- Columns:    plant_flow_id, plant (English / Chinese), sector, sector_gbt, direction, resource_id, quantity_minimum [unit/t], quantity_maximum [unit/t], unit, product (English / Chinese), temperature [°C], source
select
    plant_flow_id,
    plant,
    sector,
    sector_gbt,
    direction,
    resource_id,
    quantity_minimum,
    quantity_maximum,
    unit,
    product,
    temperature,
    source,
from plant_flow
order by plant, direction desc, resource_id
