-- One row per supposed flow in $years, besides those stored for the park $park_id: planned flows of synergies that do not
-- operate yet, distributed over their partners by the amount that each provides or receives, and flows of joining
-- companies of other parks, from and to the outside.
-- Parameters: $park_id, $years (list), $synergies (list), $shares (list: implemented share of each), $joining (list of companies)
-- Columns:    provider_id, receiver_id, resource_id, year, destination, unit, quantity [unit/yr], uncertainty [%], cost [currency/yr], currency, is_illustrative
with switched_on as (
    select
        unnest(cast($synergies as varchar[])) as synergy_id,
        unnest(cast($shares as double[])) as share,
),

-- Providers and receivers of a synergy, each with its part of the amount.
side as (
    select
        synergy_participant.synergy_id,
        synergy_participant.site_id,
        synergy_participant.role = 'provider' as is_provider,
        synergy_participant.quantity,
        count(*) over each_side as partners,
        count(synergy_participant.quantity) over each_side as stated,
        sum(synergy_participant.quantity) over each_side as together,
    from synergy_participant
    semi join switched_on on switched_on.synergy_id = synergy_participant.synergy_id
    where synergy_participant.role in ('provider', 'receiver')
    window each_side as (partition by synergy_participant.synergy_id, synergy_participant.role)
),

part as (
    select
        synergy_id,
        site_id,
        is_provider,
        if(stated = partners and together > 0, quantity / together, 1 / partners) as part,
    from side
)

select
    provider.site_id as provider_id,
    receiver.site_id as receiver_id,
    synergy.resource_id,
    stated_year.year,
    'reuse' as destination,
    synergy.unit,
    synergy.quantity * switched_on.share * coalesce(provider.part, 1) * coalesce(receiver.part, 1) as quantity,
    null as uncertainty,
    null as cost,
    null as currency,
    synergy.is_illustrative,
from switched_on
join synergy on synergy.synergy_id = switched_on.synergy_id
left join part as provider on provider.synergy_id = synergy.synergy_id and provider.is_provider
left join part as receiver on receiver.synergy_id = synergy.synergy_id and not receiver.is_provider
cross join (select unnest($years) as year) as stated_year
where synergy.resource_id is not null
    and coalesce(provider.site_id, receiver.site_id) is not null
union all
select
    if(provider.company_id is null, null, flow.provider_id) as provider_id,
    if(receiver.company_id is null, null, flow.receiver_id) as receiver_id,
    flow.resource_id,
    flow.year,
    flow.destination,
    flow.unit,
    flow.quantity,
    flow.uncertainty,
    flow.cost,
    flow.currency,
    flow.is_illustrative,
from flow
left join site as provider
    on provider.site_id = flow.provider_id and provider.company_id in (select unnest(cast($joining as varchar[])))
left join site as receiver
    on receiver.site_id = flow.receiver_id and receiver.company_id in (select unnest(cast($joining as varchar[])))
where flow.park_id <> $park_id
    and flow.year in (select unnest($years))
    and coalesce(provider.company_id, receiver.company_id) is not null
