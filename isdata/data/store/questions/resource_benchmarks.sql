-- One row per reference value of a park for resources per value added: thresholds of the master plan and entered benchmarks.
-- Parameters: $park_id
-- Columns:    threshold_id, rule, name_en, name_zh, minimum [unit], maximum [unit], unit, year, source, is_illustrative
select
    threshold_id,
    rule,
    name_en,
    name_zh,
    minimum,
    maximum,
    unit,
    year,
    source,
    coalesce(is_illustrative, false) as is_illustrative,
from threshold
where park_id = $park_id
    and rule in ('energy_intensity', 'water_intensity', 'land_output')
order by rule, threshold_id
