-- One row per benchmark band of energy per value added set by a park, lowest first.
-- Parameters: $park_id
-- Columns:    threshold_id, name_en, name_zh, minimum [unit], maximum [unit], unit, source, is_illustrative
select
    threshold_id,
    name_en,
    name_zh,
    minimum,
    maximum,
    unit,
    source,
    coalesce(is_illustrative, false) as is_illustrative,
from threshold
where park_id = $park_id
    and indicator_id = 'energy_intensity_band'
order by coalesce(minimum, 0), threshold_id
