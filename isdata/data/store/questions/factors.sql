-- One row per published factor, with its resource and region.
-- Parameters: none
-- Columns:    factor_id, factor_kind, transport_mode, resource_en, resource_zh, region_en, region_zh, year, method, value, unit, source, note
select
    factor.factor_id,
    factor.factor_kind,
    factor.transport_mode,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    region.name_en as region_en,
    region.name_zh as region_zh,
    factor.year,
    factor.method,
    factor.value,
    factor.unit,
    factor.source,
    factor.note,
from factor
left join resource on resource.resource_id = factor.resource_id
left join region on region.region_id = factor.region_id
order by factor.factor_kind, resource_en, region_en, factor.year desc
