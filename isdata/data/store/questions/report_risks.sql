-- One row per risk that is not closed: of one synergy, or of a park as a whole; the gravest first. For the facilitator.
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
    and synergy_id is not distinct from $synergy
order by likelihood * impact desc, risk_id
