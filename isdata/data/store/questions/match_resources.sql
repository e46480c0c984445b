-- One row per resource, with its other names.
-- Parameters: none
-- Columns:    resource_id, name_en, name_zh, kind, resource_class, topic, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], ewc_code, hs_code, gbt_code, is_hazardous, synonyms_en, synonyms_zh, usual_form (English / Chinese), usual_users_en, usual_users_zh
select
    resource_id,
    name_en,
    name_zh,
    kind,
    resource_class,
    topic,
    unit as usual_unit,
    heating_value,
    density,
    enthalpy,
    ewc_code,
    hs_code,
    gbt_code,
    coalesce(is_hazardous, false) as is_hazardous,
    synonyms_en,
    synonyms_zh,
    usual_form,
    usual_users_en,
    usual_users_zh,
from resource
order by resource_id
