-- One row per permit that a synergy requires or may require, earliest due date first. For the facilitator.
-- Parameters: $synergy
-- Columns:    permit_id, name_en, name_zh, authority, status, owner, due_date, granted_on, valid_until, note, source, is_illustrative
select
    permit_id,
    name_en,
    name_zh,
    authority,
    status,
    owner,
    due_date,
    granted_on,
    valid_until,
    note,
    source,
    coalesce(is_illustrative, false) as is_illustrative,
from permit
where synergy_id = $synergy
order by due_date nulls last, permit_id
