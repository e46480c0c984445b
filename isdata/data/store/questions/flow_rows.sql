-- One row per stored flow of the given links of `flow_links`, largest first; for readers other than the facilitator, only of companies that agreed.
-- Parameters: $park_id, $links (list of `link`), $sees_all, $own, $reconciled (true: as `flow_links` names links whose amounts are reconciled)
-- Columns:    flow_id, year, provider_en, provider_zh, receiver_en, receiver_zh, resource_en, resource_zh, quantity [unit/yr], reconciled [unit/yr], unit, uncertainty [%], basis, destination, cost [currency/yr], currency, source, note, is_illustrative
with place as (
    select
        site.site_id,
        company.company_id,
        coalesce(site.name_en, company.name_en) as name_en,
        coalesce(site.name_zh, company.name_zh) as name_zh,
        $sees_all or company.visibility = 'public' or list_contains($own, company.company_id) as is_named,
    from site
    join company on company.company_id = site.company_id
    where site.park_id = $park_id
),

named as (
    select
        concat_ws(
            '|', flow.year, coalesce(provider.company_id, ''), coalesce(receiver.company_id, ''),
            flow.resource_id, {stated_use}, flow.unit,
            flow.quantity is not null or ($reconciled and reconciled.quantity is not null)
        ) as link,
        flow.*,
        reconciled.quantity as reconciled,
        provider.name_en as provider_en,
        provider.name_zh as provider_zh,
        receiver.name_en as receiver_en,
        receiver.name_zh as receiver_zh,
        resource.name_en as resource_en,
        resource.name_zh as resource_zh,
    from flow
    join resource on resource.resource_id = flow.resource_id
    left join place as provider on provider.site_id = flow.provider_id
    left join place as receiver on receiver.site_id = flow.receiver_id
    left join reconciled_flow as reconciled on {is_still_reconciled}
    where flow.park_id = $park_id
        and coalesce(provider.is_named, true)
        and coalesce(receiver.is_named, true)
)

select
    flow_id,
    year,
    provider_en,
    provider_zh,
    receiver_en,
    receiver_zh,
    resource_en,
    resource_zh,
    quantity,
    reconciled,
    unit,
    uncertainty,
    basis,
    destination,
    if($sees_all, cost, null) as cost,
    if($sees_all, currency, null) as currency,
    source,
    note,
    coalesce(is_illustrative, false) as is_illustrative,
from named
where link in (select unnest($links))
order by year desc, unit, quantity desc nulls last, flow_id
