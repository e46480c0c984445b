-- One row per piece of work of the facilitators for a synergy, newest first. For the facilitator.
-- Parameters: $synergy
-- Columns:    effort_id, day, effort_kind, person, hours [h], note, is_illustrative
select effort_id, day, effort_kind, person, hours, note, coalesce(is_illustrative, false) as is_illustrative
from effort
where synergy_id = $synergy
order by day desc, effort_id desc
