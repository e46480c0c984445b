-- One row per partner of a synergy and scored axis; a partner without scores has one row. For the facilitator.
-- Parameters: $synergy
-- Columns:    site_id, name_en, name_zh, axis, level, scored_on, note, is_illustrative
select
    synergy_participant.site_id,
    coalesce(site.name_en, company.name_en) as name_en,
    coalesce(site.name_zh, company.name_zh) as name_zh,
    synergy_readiness.axis,
    synergy_readiness.level,
    synergy_readiness.scored_on,
    synergy_readiness.note,
    coalesce(synergy_readiness.is_illustrative, false) as is_illustrative,
from synergy_participant
join site on site.site_id = synergy_participant.site_id
join company on company.company_id = site.company_id
left join synergy_readiness
    on synergy_readiness.synergy_id = synergy_participant.synergy_id
    and synergy_readiness.site_id = synergy_participant.site_id
where synergy_participant.synergy_id = $synergy
order by synergy_participant.site_id, synergy_readiness.axis
