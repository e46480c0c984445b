-- One row per resource saved by a measure, as stored.
-- Parameters: $measure_id
-- Columns:    measure_id, resource_id, baseline [unit/yr], modified [unit/yr], unit, price [currency/unit]
select *
from measure_saving
where measure_id = $measure_id
order by resource_id
