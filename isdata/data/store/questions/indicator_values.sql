-- One row per stored value of an indicator of a park, by indicator and year.
-- Parameters: $park_id
-- Columns:    indicator_id, name_en, name_zh, framework, pillar, unit, is_more_better, method, year, value_kind, value [unit], basis, uncertainty [%], source, is_illustrative
select
    indicator.indicator_id,
    indicator.name_en,
    indicator.name_zh,
    indicator.framework,
    indicator.pillar,
    indicator.unit,
    coalesce(indicator.is_more_better, true) as is_more_better,
    indicator.method,
    indicator_value.year,
    indicator_value.value_kind,
    indicator_value.value,
    indicator_value.basis,
    indicator_value.uncertainty,
    coalesce(indicator_value.source, indicator.source) as source,
    coalesce(indicator_value.is_illustrative, false) as is_illustrative,
from indicator_value
join indicator using (indicator_id)
where indicator_value.park_id = $park_id
order by indicator.indicator_id, indicator_value.year, indicator_value.value_kind
