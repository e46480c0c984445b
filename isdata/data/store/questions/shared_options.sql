-- One row per supply or service that several companies could operate jointly.
-- Parameters: none
-- Columns:    option_id, name_en, name_zh, resource_id, unit, fixed_cost [currency/yr], unit_cost [currency/unit], reference_quantity [unit/yr], scale_exponent, distance_maximum [km], currency, price_year, source
select
    option_id,
    name_en,
    name_zh,
    resource_id,
    unit,
    fixed_cost,
    unit_cost,
    reference_quantity,
    scale_exponent,
    distance_maximum,
    currency,
    price_year,
    source,
from shared_option
order by option_id
