-- One row per synergy of a site, with the next step.
-- Parameters: $site_id
-- Columns:    synergy_id, name_en, name_zh, stage, next_step_en, next_step_zh, due_date
select
    synergy.synergy_id,
    synergy.name_en,
    synergy.name_zh,
    synergy.stage,
    synergy.next_step_en,
    synergy.next_step_zh,
    synergy.due_date,
from synergy_participant
join synergy on synergy.synergy_id = synergy_participant.synergy_id
where synergy_participant.site_id = $site_id
    and synergy.stage <> 'ended'
order by synergy.due_date, synergy.synergy_id
