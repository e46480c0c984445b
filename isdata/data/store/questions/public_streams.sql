-- Supplies and demands of disclosed companies.
-- Parameters: none
-- Columns:    stream_id, site_id, resource_id, kind
select
    stream_id,
    site_id,
    resource_id,
    kind
from stream
join resource using (resource_id)
join site using (site_id)
join company using (company_id)
where company.visibility = 'public' and coalesce(stream.visibility, 'public') = 'public'
order by stream_id
