-- One row per treatment step: what it turns into what, and who offers it.
-- Parameters: none
-- Columns:    treatment_id, name_en, name_zh, input_id, input_en, input_zh, output_id, output_en, output_zh, output_ratio, investment [currency], currency, price_year, provider (English / Chinese), needs_permit, source, is_illustrative, providers (list of structs of name_en, name_zh)
select
    treatment.treatment_id,
    treatment.name_en,
    treatment.name_zh,
    treatment.input_id,
    taken.name_en as input_en,
    taken.name_zh as input_zh,
    treatment.output_id,
    made.name_en as output_en,
    made.name_zh as output_zh,
    treatment.output_ratio,
    treatment.investment,
    treatment.currency,
    treatment.price_year,
    treatment.provider,
    coalesce(treatment.needs_permit, false) as needs_permit,
    treatment.source,
    coalesce(treatment.is_illustrative, false) as is_illustrative,
    list(struct_pack(name_en := provider.name_en, name_zh := provider.name_zh) order by provider.provider_id)
        filter (where provider.provider_id is not null) as providers,
from treatment
left join resource as taken on taken.resource_id = treatment.input_id
left join resource as made on made.resource_id = treatment.output_id
left join provider_treatment as offered using (treatment_id)
left join provider using (provider_id)
group by all
order by treatment.treatment_id
