-- Decisions requested from the committee: one row per synergy of a park in feasibility or negotiation, earliest due date first, at most six.
-- Parameters: $park_id
-- Columns:    synergy_id, name_en, name_zh, stage, investment [currency], annual_saving [currency/yr], currency, price_year, due_date
select
    synergy_id,
    name_en,
    name_zh,
    stage,
    investment,
    annual_saving,
    currency,
    price_year,
    due_date,
from synergy
where park_id = $park_id and stage in ('negotiation', 'feasibility')
order by due_date nulls last, synergy_id
limit 6
