-- One row per site that may be named: sites of some parks, and of their partners in other parks.
-- An undisclosed company is included only if it agreed to be named in a synergy, without amounts.
-- Parameters: $parks, $sees_all, $own
-- Columns:    site_id, company_id, park_id, name_en, name_zh, company_group, sector, latitude [°], longitude [°], geometry, is_outside, is_inventoried, is_open, is_illustrative, source
with shared as (
    select synergy_id
    from synergy
    where list_contains($parks, park_id)
    union
    select synergy_participant.synergy_id
    from synergy_participant
    join site on site.site_id = synergy_participant.site_id
    where list_contains($parks, site.park_id)
),

partner as (
    select
        synergy_participant.site_id,
        bool_or(coalesce(synergy_participant.is_named, false)) as is_named,
    from synergy_participant
    join shared on shared.synergy_id = synergy_participant.synergy_id
    group by synergy_participant.site_id
)

select
    site.site_id,
    site.company_id,
    site.park_id,
    coalesce(site.name_en, company.name_en) as name_en,
    coalesce(site.name_zh, company.name_zh) as name_zh,
    company.company_group,
    company.sector,
    site.latitude,
    site.longitude,
    plan_feature.geometry,
    coalesce(site.is_outside, false) as is_outside,
    coalesce(site.is_inventoried, false) as is_inventoried,
    ($sees_all or company.visibility = 'public' or list_contains($own, company.company_id)) as is_open,
    coalesce(site.is_illustrative, false) as is_illustrative,
    site.source,
from site
join company on company.company_id = site.company_id
left join partner on partner.site_id = site.site_id
left join plan_feature on plan_feature.feature_id = site.feature_id
where (list_contains($parks, site.park_id) or partner.site_id is not null)
    and (is_open or coalesce(partner.is_named, false))
order by site.site_id
