-- One row per synergy of a park in implementation or operation, with its effects; those in operation first.
-- Parameters: $park_id
-- Columns:    synergy_id, name_en, name_zh, stage, quantity [unit/yr], unit, investment [currency], annual_saving [currency/yr], currency, price_year, co2_saved [t/yr], water_saved [m³/yr]
select
    synergy_id,
    name_en,
    name_zh,
    stage,
    quantity,
    unit,
    investment,
    annual_saving,
    currency,
    price_year,
    co2_saved,
    water_saved,
from synergy
where park_id = $park_id
    and stage in ('implementation', 'operation')
order by stage desc, annual_saving desc nulls last, synergy_id
