-- A supply or demand as it was entered, with the names of its company.
-- Parameters: $stream_id
-- Columns:    name_en, name_zh, direction, resource_id, quantity [unit/period], unit, period, temperature [°C]
select
    company.name_en,
    company.name_zh,
    stream.direction,
    stream.resource_id,
    stream.quantity,
    stream.unit,
    stream.period,
    stream.temperature,
from stream
join site using (site_id)
join company using (company_id)
where stream.stream_id = $stream_id
