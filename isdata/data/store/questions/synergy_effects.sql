-- One row per synergy of a park that does not operate yet, with expected amount and effects.
-- Parameters: $park_id
-- Columns:    synergy_id, stage, resource_id, kind, resource_class, quantity [unit/yr], unit, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], co2_saved [t/yr], water_saved [m³/yr], jobs, investment [currency], currency
select
    synergy.synergy_id,
    synergy.stage,
    synergy.resource_id,
    resource.kind,
    resource.resource_class,
    synergy.quantity,
    synergy.unit,
    resource.unit as usual_unit,
    resource.heating_value,
    resource.density,
    resource.enthalpy,
    synergy.co2_saved,
    synergy.water_saved,
    synergy.jobs,
    synergy.investment,
    synergy.currency,
from synergy
left join resource on resource.resource_id = synergy.resource_id
where synergy.park_id = $park_id
    and synergy.stage not in ('operation', 'ended')
order by synergy.synergy_id
