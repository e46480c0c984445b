-- One row: area of the used and of the free plots of a park.
-- Parameters: $park_id
-- Columns:    used [ha], free [ha]
select
    sum(area) filter (feature_kind = 'plot') as used,
    sum(area) filter (feature_kind = 'free_plot') as free,
from plan_feature
where park_id = $park_id
