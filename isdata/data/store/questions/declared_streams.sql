-- One row per stored supply or demand, with its company.
-- Parameters: none
-- Columns:    stream_id, site_id, company_id, park_id, name_en, name_zh, stream_en, stream_zh, direction, resource_id, quantity [unit/period], unit, period, temperature [°C], year, source
select
    stream.stream_id,
    stream.site_id,
    site.company_id,
    site.park_id,
    company.name_en,
    company.name_zh,
    stream.name_en as stream_en,
    stream.name_zh as stream_zh,
    stream.direction,
    stream.resource_id,
    stream.quantity,
    stream.unit,
    stream.period,
    stream.temperature,
    stream.year,
    stream.source,
from stream
inner join site on site.site_id = stream.site_id
inner join company on company.company_id = site.company_id
order by stream.stream_id
