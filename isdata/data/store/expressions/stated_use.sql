-- Use of a `flow` of a `resource`, as stated, else derived from class and receiver.
case
    when flow.destination is not null then flow.destination
    when resource.resource_class in ('waste', 'by_product', 'waste_water') and flow.receiver_id is null then 'unstated'
    when resource.resource_class = 'by_product' then 'reuse'
    else 'use'
end
