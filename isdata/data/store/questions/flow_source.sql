-- One row: source of a flow's figure, and author of its last change.
-- Parameters: $flow_id
-- Columns:    flow_id, year, provider_company, receiver_company, resource_id, kind, resource_class, destination, quantity [unit/yr], unit, uncertainty [%], basis, source, note, changed_by, changed_at, reason, is_illustrative
with last_change as (
    select
        row_key,
        arg_max(changed_by, version) as changed_by,
        max(changed_at) as changed_at,
        arg_max(reason, version) as reason,
    from (from change_log where table_name = 'flow')
    where row_key = $flow_id
    group by row_key
)

select
    flow.flow_id,
    flow.year,
    provider.company_id as provider_company,
    receiver.company_id as receiver_company,
    resource.resource_id,
    resource.kind,
    resource.resource_class,
    {stated_use} as destination,
    flow.quantity,
    flow.unit,
    flow.uncertainty,
    flow.basis,
    flow.source,
    flow.note,
    last_change.changed_by,
    last_change.changed_at,
    last_change.reason,
    coalesce(flow.is_illustrative, false) as is_illustrative,
from flow
join resource on resource.resource_id = flow.resource_id
left join site as provider on provider.site_id = flow.provider_id
left join site as receiver on receiver.site_id = flow.receiver_id
left join last_change on last_change.row_key = flow.flow_id
where flow.flow_id = $flow_id
