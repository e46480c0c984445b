-- Flows from a site to itself, except reuse: other ones are not flows but steps inside the site.
-- Columns: table, row_key, column, value (names of the company: Steel mill / 钢厂; the id if it has none)
select
    'flow' as "table",
    flow.flow_id as row_key,
    'receiver_id' as "column",
    coalesce(nullif(concat_ws(' / ', company.name_en, company.name_zh), ''), flow.receiver_id) as value,
from flow
left join site on site.site_id = flow.receiver_id
left join company on company.company_id = site.company_id
where flow.provider_id = flow.receiver_id
    and coalesce(flow.destination, 'use') not in ('reuse', 'recycling', 'recovery')
order by flow.flow_id
