-- One row per stream of a park's sites, for selecting the one that a measure changes.
-- Parameters: $park_id
-- Columns:    stream_id, site_id, direction, name_en, name_zh, company_en, company_zh
select
    stream.stream_id,
    stream.site_id,
    stream.direction,
    coalesce(stream.name_en, resource.name_en) as name_en,
    coalesce(stream.name_zh, resource.name_zh) as name_zh,
    coalesce(company.name_en, site.name_en) as company_en,
    coalesce(company.name_zh, site.name_zh) as company_zh,
from stream
join site on site.site_id = stream.site_id
left join company on company.company_id = site.company_id
left join resource on resource.resource_id = stream.resource_id
where site.park_id = $park_id
order by stream.site_id, stream.stream_id
