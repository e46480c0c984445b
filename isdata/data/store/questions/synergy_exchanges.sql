-- One row per agreed or operating synergy and flow in its latest year with flows; a synergy without flows has one row
-- without provider and receiver. A guest sees no money, and only synergies whose partners are all named, as on the board.
-- If one of them is not fully disclosed, its flows are left out: of such a synergy, the board discloses only its amount,
-- not how the partners share it (is_split_hidden).
-- Parameters: $park_id, $sees_all, $own
-- Columns:    synergy_id, name_en, name_zh, stage, resource_id, quantity [unit/yr], unit, annual_saving [currency/yr], currency, co2_saved [t/yr], flow_id, provider_id, receiver_id, flow_resource_id, flow_quantity [flow_unit/yr], flow_unit, year, is_split_hidden
with disclosure as (
    select
        synergy_participant.synergy_id,
        bool_and(company.visibility = 'public' or list_contains($own, company.company_id)) as is_open,
        bool_and(
            company.visibility = 'public'
            or coalesce(synergy_participant.is_named, false)
            or list_contains($own, company.company_id)
        ) as is_named,
    from synergy_participant
    join site on site.site_id = synergy_participant.site_id
    join company on company.company_id = site.company_id
    group by synergy_participant.synergy_id
),

carried as (
    select *
    from flow
    where synergy_id is not null
        and provider_id is not null
        and receiver_id is not null
        and provider_id <> receiver_id
    qualify year = max(year) over (partition by synergy_id)
)

select
    synergy.synergy_id,
    synergy.name_en,
    synergy.name_zh,
    synergy.stage,
    synergy.resource_id,
    synergy.quantity,
    synergy.unit,
    if($sees_all, synergy.annual_saving, null) as annual_saving,
    coalesce(synergy.currency, park.currency) as currency,
    synergy.co2_saved,
    carried.flow_id,
    carried.provider_id,
    carried.receiver_id,
    carried.resource_id as flow_resource_id,
    carried.quantity as flow_quantity,
    carried.unit as flow_unit,
    carried.year,
    not ($sees_all or disclosure.is_open) as is_split_hidden,
from synergy
join park on park.park_id = synergy.park_id
join disclosure on disclosure.synergy_id = synergy.synergy_id
left join carried on carried.synergy_id = synergy.synergy_id and ($sees_all or disclosure.is_open)
where synergy.park_id = $park_id
    and synergy.stage in ('operation', 'implementation')
    and ($sees_all or disclosure.is_named)
order by synergy.synergy_id, carried.flow_id
