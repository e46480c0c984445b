-- One row per request for a service of a park, open ones first; a company reads its own.
-- Parameters: $park_id, $sees_all, $own
-- Columns:    request_id, service_id, company_id, asked_on, responsible, due_date, status, result, done_on, is_illustrative, note
select request.*
from service_request as request
join service using (service_id)
where service.park_id = $park_id
    and ($sees_all or list_contains($own, request.company_id))
order by request.status in ('done', 'declined'), request.due_date, request.request_id
