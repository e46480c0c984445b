-- One row per flow of a site in its latest year and per stream: data known before a visit.
-- Parameters: $site_id
-- Columns:    kind, name_en, name_zh, quantity [unit/yr], unit, uncertainty [%], basis
with own as (
    select *
    from flow
    where $site_id in (provider_id, receiver_id)
        and year = (select max(year) from flow where $site_id in (provider_id, receiver_id))
)

select
    if(own.receiver_id = $site_id, 'in', 'out') as kind,
    resource.name_en,
    resource.name_zh,
    own.quantity,
    own.unit,
    own.uncertainty,
    own.basis,
from own
join resource on resource.resource_id = own.resource_id
union all
select
    stream.direction,
    coalesce(stream.name_en, resource.name_en),
    coalesce(stream.name_zh, resource.name_zh),
    stream.quantity,
    stream.unit,
    stream.uncertainty,
    stream.basis,
from stream
join resource on resource.resource_id = stream.resource_id
where stream.site_id = $site_id
order by kind, quantity desc nulls last
