-- One row per feature of the plans of some parks. The name of a plot is left out if it contains
-- the name of an undisclosed company.
-- Parameters: $parks, $sees_all, $own
-- Columns:    feature_id, park_id, feature_kind, name_en, name_zh, geometry, area [ha], is_illustrative
with kept_to_itself as (
    select
        site.feature_id,
        list_distinct([company.name_en, company.name_zh, site.name_en, site.name_zh]) as names,
    from site
    join company on company.company_id = site.company_id
    where company.visibility <> 'public'
        and not $sees_all
        and not list_contains($own, company.company_id)
),

silent as (
    select distinct plan_feature.feature_id
    from plan_feature
    join kept_to_itself
        on plan_feature.feature_id = kept_to_itself.feature_id
        or list_contains(kept_to_itself.names, plan_feature.name_en)
        or list_contains(kept_to_itself.names, plan_feature.name_zh)
)

select
    plan_feature.feature_id,
    plan_feature.park_id,
    plan_feature.feature_kind,
    if(silent.feature_id is null, plan_feature.name_en, null) as name_en,
    if(silent.feature_id is null, plan_feature.name_zh, null) as name_zh,
    plan_feature.geometry,
    plan_feature.area,
    coalesce(plan_feature.is_illustrative, false) as is_illustrative,
from plan_feature
left join silent on silent.feature_id = plan_feature.feature_id
where list_contains($parks, plan_feature.park_id)
order by plan_feature.park_id, plan_feature.feature_kind, plan_feature.feature_id
