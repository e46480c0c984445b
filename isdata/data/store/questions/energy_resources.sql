-- One row per resource that a measure may save, energy carriers first.
-- Parameters: none
-- Columns:    resource_id, name_en, name_zh, kind, unit
select
    resource_id,
    name_en,
    name_zh,
    kind,
    unit,
from resource
order by kind <> 'energy', resource_id
