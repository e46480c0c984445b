-- One row per synergy of parks, with the task of the circular transformation of parks that it serves: the stored one, else
-- by its type (exchanges serve the industrial links, shared utilities the infrastructure, shared services the administration).
-- Parameters: $parks
-- Columns:    pillar, synergy_id, park_id, park_en, park_zh, name_en, name_zh, stage, annual_saving [currency/yr], currency, co2_saved [t/yr]
select
    coalesce(
        synergy.pillar,
        case synergy.synergy_kind when 'by_product' then 3 when 'utility' then 6 else 7 end
    ) as pillar,
    synergy.synergy_id,
    synergy.park_id,
    park.name_en as park_en,
    park.name_zh as park_zh,
    synergy.name_en,
    synergy.name_zh,
    synergy.stage,
    synergy.annual_saving,
    synergy.currency,
    synergy.co2_saved,
from synergy
join park using (park_id)
where list_contains($parks, synergy.park_id)
    and synergy.stage <> 'ended'
order by pillar, synergy.stage <> 'operation', synergy.co2_saved desc nulls last, synergy.synergy_id
