-- One row per supply of a park, with the company and resource by which flows name it.
-- Parameters: $park_id
-- Columns:    stream_id, company_id, resource_id
select
    stream.stream_id,
    site.company_id,
    stream.resource_id,
from stream
join site using (site_id)
where site.park_id = $park_id
    and stream.direction = 'supply'
order by stream.stream_id
