-- One row per synergy that joins all of some sites and has not ended.
-- Parameters: $sites
-- Columns:    synergy_id, park_id, name_en, name_zh, stage
select
    synergy.synergy_id,
    synergy.park_id,
    synergy.name_en,
    synergy.name_zh,
    synergy.stage,
from synergy
where synergy.stage <> 'ended'
    and list_has_all(
        (
            select list(synergy_participant.site_id)
            from synergy_participant
            where synergy_participant.synergy_id = synergy.synergy_id
        ),
        $sites
    )
order by synergy.synergy_id
