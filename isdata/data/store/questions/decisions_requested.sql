-- One row per synergy of a park in feasibility or negotiation, earliest due date first, at most six: what the committee is asked to decide.
-- Parameters: $park_id
-- Columns:    synergy_id, name_en, name_zh, next_step_en, next_step_zh
select synergy_id, name_en, name_zh, next_step_en, next_step_zh
from synergy
where park_id = $park_id and stage in ('negotiation', 'feasibility')
order by due_date nulls last, synergy_id
limit 6
