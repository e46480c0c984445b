-- One row per treatment step.
-- Parameters: none
-- Columns:    treatment_id, name_en, name_zh, input_id, input_unit, output_id, output_unit, output_ratio [output_unit/input_unit], cost [currency/unit], electricity [kWh/unit], investment [currency], capacity [unit/yr], lifetime [yr], currency, price_year, temperature_minimum [°C], output_temperature [°C], provider, needs_permit, is_illustrative
select
    treatment.treatment_id,
    treatment.name_en,
    treatment.name_zh,
    treatment.input_id,
    input.unit as input_unit,
    treatment.output_id,
    output.unit as output_unit,
    treatment.output_ratio,
    treatment.cost,
    treatment.electricity,
    treatment.investment,
    treatment.capacity,
    treatment.lifetime,
    treatment.currency,
    treatment.price_year,
    treatment.temperature_minimum,
    treatment.output_temperature,
    treatment.provider,
    coalesce(treatment.needs_permit, false) as needs_permit,
    coalesce(treatment.is_illustrative, false) as is_illustrative,
from treatment
left join resource as input on input.resource_id = treatment.input_id
left join resource as output on output.resource_id = treatment.output_id
order by treatment.treatment_id
