-- One row: geometry of a plot of a park's plan as GeoJSON; no row if it is not drawn.
-- Parameters: $feature_id
-- Columns:    geometry
select geometry
from plan_feature
where feature_id = $feature_id
    and geometry is not null
