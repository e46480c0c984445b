-- One row per material flow of a park and substance with a known share: from the provider's stream, else the receiver's, else typical for the resource.
-- Parameters: $park_id, $year, $reconciled (true: reconciled shares where they are still valid)
-- Columns:    flow_id, substance, share, share_uncertainty [%]
with moved as (
    select
        flow.flow_id,
        flow.provider_id,
        flow.receiver_id,
        flow.resource_id,
    from flow
    join resource on resource.resource_id = flow.resource_id
    where flow.park_id = $park_id
        and flow.year = $year
        and resource.kind = 'material'
),

stated as (
    select
        moved.flow_id,
        stream_composition.substance,
        stream_composition.share,
        stream_composition.uncertainty,
        if(stream.direction = 'supply', 1, 2) as nearness,
    from moved
    join stream on stream.resource_id = moved.resource_id
        and (
            (stream.direction = 'supply' and stream.site_id = moved.provider_id)
            or (stream.direction = 'demand' and stream.site_id = moved.receiver_id)
        )
    join stream_composition on stream_composition.stream_id = stream.stream_id
    union all
    select
        moved.flow_id,
        resource_composition.substance,
        resource_composition.share,
        resource_composition.uncertainty,
        3 as nearness,
    from moved
    join resource_composition on resource_composition.resource_id = moved.resource_id
),

declared as (
    select
        flow_id,
        substance,
        arg_min(share, nearness) as share,
        arg_min(struct_pack(number := uncertainty), nearness).number as share_uncertainty,
    from stated
    group by flow_id, substance
),

reconciled as (
    select reconciled_content.*
    from reconciled_content
    join moved on moved.flow_id = reconciled_content.flow_id
    where $reconciled
)

select
    declared.flow_id,
    declared.substance,
    coalesce(reconciled.content, declared.share) as share,
    coalesce(reconciled.spread / nullif(reconciled.content, 0) * 100, declared.share_uncertainty) as share_uncertainty,
from declared
left join reconciled
    on reconciled.flow_id = declared.flow_id
    and reconciled.substance = declared.substance
    and reconciled.declared is not distinct from declared.share
union all
select
    reconciled.flow_id,
    reconciled.substance,
    reconciled.content,
    reconciled.spread / nullif(reconciled.content, 0) * 100,
from reconciled
anti join declared on declared.flow_id = reconciled.flow_id and declared.substance = reconciled.substance
where reconciled.declared is null
order by 1, 2
