-- One row per supply or demand of a park, with its operating hours.
-- Parameters: $park_id
-- Columns:    stream_id, hours [h/yr]
select
    stream.stream_id,
    stream.hours,
from stream
join site on site.site_id = stream.site_id
where site.park_id = $park_id
order by stream.stream_id
