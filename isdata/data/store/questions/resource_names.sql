-- One row per resource: what it is called and counted in.
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
