-- One row per open risk of a synergy, most severe first. For the facilitator.
-- Parameters: $park_id, $synergy
-- Columns:    risk_id, synergy_id, name_en, name_zh, likelihood, impact, owner, mitigation_en, mitigation_zh, status, source, is_illustrative
select
    risk_id,
    synergy_id,
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
where status != 'closed'
    and park_id = $park_id
    and synergy_id = $synergy
order by likelihood * impact desc, risk_id
