-- One row per supply or demand of a park, with its operating hours and the basis of its amount.
-- Parameters: $park_id
-- Columns:    stream_id, hours [h/yr], basis, is_from_workshop
select
    stream.stream_id,
    stream.hours,
    stream.basis,
    coalesce(lower(split_part(stream.source, ' / ', 1)) = 'workshop', false) as is_from_workshop,
from stream
join site on site.site_id = stream.site_id
where site.park_id = $park_id
order by stream.stream_id
