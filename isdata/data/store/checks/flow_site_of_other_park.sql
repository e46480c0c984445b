-- Flows whose provider and receiver both belong to parks other than the one they are assigned to.
-- A flow between two parks is assigned to one of them, so one end may be in another one.
-- Columns: table, row_key, column, value
with flow_end as (
    select
        flow.flow_id,
        flow.park_id,
        provider.park_id as provider_park,
        receiver.park_id as receiver_park,
        coalesce(flow.provider_id, flow.receiver_id) as value,
        if(flow.provider_id is null, 'receiver_id', 'provider_id') as "column",
    from flow
    left join site as provider on provider.site_id = flow.provider_id
    left join site as receiver on receiver.site_id = flow.receiver_id
)
select
    'flow' as "table",
    flow_id as row_key,
    "column",
    value,
from flow_end
where coalesce(provider_park, receiver_park) is not null
    and park_id is distinct from provider_park
    and park_id is distinct from receiver_park
order by flow_id
