-- One row per partner of a synergy, for the facilitator.
-- Parameters: $synergy_id
-- Columns:    name_en, name_zh, role
select
    company.name_en,
    company.name_zh,
    synergy_participant.role,
from synergy_participant
join site on site.site_id = synergy_participant.site_id
join company on company.company_id = site.company_id
where synergy_participant.synergy_id = $synergy_id
order by synergy_participant.role, company.company_id
