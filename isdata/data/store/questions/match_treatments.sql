-- One row per treatment step.
-- Parameters: none
-- Columns:    treatment_id, name_en, name_zh, input_id, output_id, output_ratio, cost [currency/unit], electricity [kWh/unit], investment [currency], capacity [unit/yr], lifetime [yr], currency, price_year, temperature_minimum [°C], output_temperature [°C], provider, needs_permit, is_illustrative
select
    treatment_id,
    name_en,
    name_zh,
    input_id,
    output_id,
    output_ratio,
    cost,
    electricity,
    investment,
    capacity,
    lifetime,
    currency,
    price_year,
    temperature_minimum,
    output_temperature,
    provider,
    coalesce(needs_permit, false) as needs_permit,
    coalesce(is_illustrative, false) as is_illustrative,
from treatment
order by treatment_id
