-- One row per CO2 factor of a resource, newest first.
-- Parameters: none
-- Columns:    resource_id, factor_id, factor, factor_unit, factor_region, factor_region_en, factor_region_zh, factor_year, factor_method, factor_source
select
    factor.resource_id,
    factor.factor_id,
    factor.value as factor,
    factor.unit as factor_unit,
    factor.region_id as factor_region,
    region.name_en as factor_region_en,
    region.name_zh as factor_region_zh,
    factor.year as factor_year,
    factor.method as factor_method,
    factor.source as factor_source,
from factor
left join region on region.region_id = factor.region_id
where factor.factor_kind = 'co2'
    and factor.resource_id is not null
order by factor.resource_id, factor.year desc nulls last, factor.factor_id
