-- One row per decision of a park, newest first.
-- Parameters: $park_id
-- Columns:    decision_id, name_en, name_zh, decided_on, votes_for, votes_against, abstentions
select
    decision_id,
    name_en,
    name_zh,
    decided_on,
    votes_for,
    votes_against,
    abstentions,
from decision
where park_id = $park_id
order by decided_on desc nulls last, decision_id
