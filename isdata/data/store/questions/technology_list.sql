-- One row per treatment step and provider that offers it; a step without a known provider has one row.
-- Parameters: none
-- Columns:    treatment_id, name_en, name_zh, input_id, input_en, input_zh, input_unit, output_id, output_en, output_zh, output_unit, output_ratio, capacity [input unit/yr], temperature_minimum [°C], output_temperature [°C], usual_provider (English / Chinese), needs_permit, source, is_illustrative, provider_id, provider_en, provider_zh, latitude [°], longitude [°] (the middle of the provider's park where its own is unknown)
select
    treatment.treatment_id,
    treatment.name_en,
    treatment.name_zh,
    treatment.input_id,
    taken.name_en as input_en,
    taken.name_zh as input_zh,
    taken.unit as input_unit,
    treatment.output_id,
    made.name_en as output_en,
    made.name_zh as output_zh,
    made.unit as output_unit,
    treatment.output_ratio,
    treatment.capacity,
    treatment.temperature_minimum,
    treatment.output_temperature,
    treatment.provider as usual_provider,
    coalesce(treatment.needs_permit, false) as needs_permit,
    treatment.source,
    coalesce(treatment.is_illustrative, false) as is_illustrative,
    provider.provider_id,
    provider.name_en as provider_en,
    provider.name_zh as provider_zh,
    coalesce(provider.latitude, park.latitude) as latitude,
    coalesce(provider.longitude, park.longitude) as longitude,
from treatment
join resource as taken on taken.resource_id = treatment.input_id
join resource as made on made.resource_id = treatment.output_id
left join provider_treatment as offered on offered.treatment_id = treatment.treatment_id
left join provider on provider.provider_id = offered.provider_id
left join park on park.park_id = provider.park_id
order by treatment.treatment_id, provider.provider_id
