-- One row per decision of an event.
-- Parameters: $event_id
-- Columns:    decision_id, park_id, event_id, name_en, name_zh, decided_on, note, synergy_id, votes_for, votes_against, abstentions
select
    decision_id,
    park_id,
    event_id,
    name_en,
    name_zh,
    decided_on,
    note,
    synergy_id,
    votes_for,
    votes_against,
    abstentions,
from decision
where event_id = $event_id
order by decision_id
