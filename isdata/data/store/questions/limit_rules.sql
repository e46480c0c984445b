-- One row per rule of a park for itself or for newcomers: limited quantity, limits, and present use.
-- Parameters: $park_id
-- Columns:    threshold_id, rule, name_en, name_zh, minimum [unit], maximum [unit], unit, used [unit], temperature [°C], pressure [bar], year, source, is_illustrative
select
    threshold_id,
    rule,
    name_en,
    name_zh,
    minimum,
    maximum,
    unit,
    used,
    temperature,
    pressure,
    year,
    source,
    coalesce(is_illustrative, false) as is_illustrative,
from threshold
where park_id = $park_id
    and rule is not null
order by threshold_id
