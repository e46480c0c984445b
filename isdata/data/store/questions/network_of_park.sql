-- One row per energy efficiency network of a park.
-- Parameters: $park_id
-- Columns:    network_id, name_en, name_zh, baseline_year, target_year, target_saving [-], baseline_energy [MWh/yr], hurdle_rate [1/yr], source, is_illustrative
select
    network_id,
    name_en,
    name_zh,
    baseline_year,
    target_year,
    target_saving,
    baseline_energy,
    hurdle_rate,
    source,
    coalesce(is_illustrative, false) as is_illustrative,
from network
where park_id = $park_id
order by network_id
