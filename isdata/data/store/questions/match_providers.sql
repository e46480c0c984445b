-- One row per provider and offered treatment step.
-- Parameters: none
-- Columns:    treatment_id, provider_id, name_en, name_zh, provider_kind, park_en, park_zh, latitude [°], longitude [°], is_illustrative
select
    provider_treatment.treatment_id,
    provider.provider_id,
    provider.name_en,
    provider.name_zh,
    provider.provider_kind,
    park.name_en as park_en,
    park.name_zh as park_zh,
    coalesce(provider.latitude, park.latitude) as latitude,
    coalesce(provider.longitude, park.longitude) as longitude,
    coalesce(provider.is_illustrative, false) as is_illustrative,
from provider_treatment
join provider on provider.provider_id = provider_treatment.provider_id
left join park on park.park_id = provider.park_id
order by provider_treatment.treatment_id, provider.provider_id
