-- One row per risk of a park's programme, synergies and settlements. For the facilitator.
-- Parameters: $park_id
-- Columns:    risk_id, risk_kind, synergy_id, synergy_en, synergy_zh, newcomer_id, newcomer_en, newcomer_zh, name_en, name_zh, cause, effect, trigger, likelihood, impact, owner, treatment, mitigation_en, mitigation_zh, due_date, done, status, probability_p10 [1/yr], probability_p50 [1/yr], probability_p90 [1/yr], loss_p10 [currency], loss_p50 [currency], loss_p90 [currency], currency, price_year, source, is_illustrative
select
    risk.risk_id,
    coalesce(
        risk.risk_kind,
        if(risk.newcomer_id is not null, 'settlement', if(risk.synergy_id is not null, 'synergy', 'programme'))
    ) as risk_kind,
    risk.synergy_id,
    synergy.name_en as synergy_en,
    synergy.name_zh as synergy_zh,
    risk.newcomer_id,
    newcomer.name_en as newcomer_en,
    newcomer.name_zh as newcomer_zh,
    risk.name_en,
    risk.name_zh,
    risk.cause,
    risk.effect,
    risk.trigger,
    risk.likelihood,
    risk.impact,
    risk.owner,
    risk.treatment,
    risk.mitigation_en,
    risk.mitigation_zh,
    risk.due_date,
    risk.done,
    risk.status,
    risk.probability_p10,
    risk.probability_p50,
    risk.probability_p90,
    risk.loss_p10,
    risk.loss_p50,
    risk.loss_p90,
    risk.currency,
    risk.price_year,
    risk.source,
    coalesce(risk.is_illustrative, false) as is_illustrative,
from risk
left join synergy on synergy.synergy_id = risk.synergy_id
left join newcomer on newcomer.newcomer_id = risk.newcomer_id
where risk.park_id = $park_id
order by risk.risk_id
