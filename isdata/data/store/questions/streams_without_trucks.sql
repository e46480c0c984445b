-- One row per site, direction and resource that is moved by pipe, rail, ship or cable only.
-- Parameters: $park_id
-- Columns:    site_id, direction, resource_id
select
    stream.site_id,
    stream.direction,
    stream.resource_id,
from stream
join site on site.site_id = stream.site_id
where site.park_id = $park_id
group by all
having bool_and(coalesce(stream.transport_mode in ('pipe', 'rail', 'ship', 'cable'), false))
order by all
