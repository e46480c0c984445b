-- One row per service of a park, with its requests.
-- Parameters: $park_id, $today
-- Columns:    service_id, name_en, name_zh, description_en, description_zh, responsible, days [d], is_illustrative, open_requests, late_requests, done_requests
select
    service.service_id,
    service.name_en,
    service.name_zh,
    service.description_en,
    service.description_zh,
    service.responsible,
    service.days,
    service.is_illustrative,
    count(*) filter (where request.status in ('open', 'doing')) as open_requests,
    count(*) filter (where request.status in ('open', 'doing') and request.due_date < $today) as late_requests,
    count(*) filter (where request.status = 'done') as done_requests,
from service
left join service_request as request using (service_id)
where service.park_id = $park_id
group by all
order by service.service_id
