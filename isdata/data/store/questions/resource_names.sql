-- One row per resource, with names and unit.
-- Parameters: none
-- Columns:    resource_id, name_en, name_zh, kind, resource_class, topic, unit
select
    resource_id,
    name_en,
    name_zh,
    kind,
    resource_class,
    topic,
    unit,
from resource
order by resource_id
