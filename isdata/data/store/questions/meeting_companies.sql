-- One row per company that is invited to an event or took part in it.
-- Parameters: $event_id
-- Columns:    event_id, company_id, role, interest
select
    event_id,
    company_id,
    role,
    interest,
from event_participant
where event_id = $event_id
order by company_id
