-- One row per risk of a synergy, most severe first. For the facilitator.
-- Parameters: $synergy
-- Columns:    risk_id, park_id, name_en, name_zh, likelihood, impact, owner, mitigation_en, mitigation_zh, status, source, is_illustrative
select
    risk_id,
    park_id,
    name_en,
    name_zh,
    likelihood,
    impact,
    owner,
    mitigation_en,
    mitigation_zh,
    status,
    source,
    coalesce(is_illustrative, false) as is_illustrative,
from risk
where synergy_id = $synergy
order by status = 'closed', likelihood * impact desc, impact desc, risk_id
