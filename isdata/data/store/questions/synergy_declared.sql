-- One row: other stored data for initialising the sheet of a synergy. Route and mode of transport are those declared by
-- its providers for streams of the same resource in the unit of the synergy. Money: for the facilitator.
-- Parameters: $synergy
-- Columns:    synergy_id, park_id, resource_id, resource_class, usual_unit, enthalpy [GJ/t], kind, is_treated, quantity [unit/yr], unit, investment [currency], annual_saving [currency/yr], lifetime [yr], currency, price_year, co2_saved [t/yr], water_saved [m³/yr], jobs, source, landfilled, transport_mode
with giving as (
    select
        bool_and(stream.current_route = 'landfill') as landfilled,
        any_value(stream.transport_mode) as transport_mode,
    from synergy
    join synergy_participant
        on synergy_participant.synergy_id = synergy.synergy_id
        and synergy_participant.role = 'provider'
    join stream
        on stream.site_id = synergy_participant.site_id
        and stream.resource_id = synergy.resource_id
        and stream.unit = synergy.unit
    where synergy.synergy_id = $synergy
        and stream.direction = 'supply'
)

select
    synergy.synergy_id,
    synergy.park_id,
    synergy.resource_id,
    resource.resource_class,
    resource.unit as usual_unit,
    resource.enthalpy,
    coalesce(resource.kind, 'service') as kind,
    exists (
        from synergy_participant
        where synergy_participant.synergy_id = synergy.synergy_id
            and synergy_participant.role = 'treatment'
    ) as is_treated,
    synergy.quantity,
    synergy.unit,
    synergy.investment,
    synergy.annual_saving,
    synergy.lifetime,
    coalesce(synergy.currency, park.currency) as currency,
    synergy.price_year,
    synergy.co2_saved,
    synergy.water_saved,
    synergy.jobs,
    synergy.source,
    coalesce(giving.landfilled, false) as landfilled,
    giving.transport_mode,
from synergy
join park on park.park_id = synergy.park_id
left join resource on resource.resource_id = synergy.resource_id
cross join giving
where synergy.synergy_id = $synergy
