-- One row per supply, service or treatment of pollutants that several companies could operate jointly.
-- Parameters: none
-- Columns:    option_id, name_en, name_zh, resource_id, resources (list, the main one first), option_kind, unit, fixed_cost [currency/yr], unit_cost [currency/unit], reference_quantity [unit/yr], scale_exponent, investment [currency], investment_exponent, lifetime [yr], pollutant_en, pollutant_zh, pollutant_content [kg/unit], removal_efficiency [%], distance_maximum [km], currency, price_year, region_id, uncertainty [%], source
select
    option_id,
    name_en,
    name_zh,
    resource_id,
    list_concat(
        [resource_id],
        coalesce((
            select list(further.resource_id order by further.resource_id)
            from shared_option_resource as further
            where further.option_id = shared_option.option_id
                and further.resource_id <> shared_option.resource_id
        ), [])
    ) as resources,
    coalesce(option_kind, 'supply') as option_kind,
    unit,
    fixed_cost,
    unit_cost,
    reference_quantity,
    scale_exponent,
    coalesce(investment, 0) as investment,
    coalesce(investment_exponent, 0.6) as investment_exponent,
    coalesce(lifetime, 10) as lifetime,
    pollutant_en,
    pollutant_zh,
    pollutant_content,
    removal_efficiency,
    distance_maximum,
    currency,
    price_year,
    region_id,
    uncertainty,
    source,
from shared_option
order by option_id
