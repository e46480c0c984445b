-- One row per partner of the synergies of some parks. For an undisclosed partner, site and name are empty; only its role
-- is shown, and its sector if at least three companies of its park belong to it. Amounts and payments are for the
-- facilitator.
-- Parameters: $parks, $sees_all, $own
-- Columns:    synergy_id, site_id, company_id, park_id, role, name_en, name_zh, sector, is_seen, is_named, quantity [unit/yr], investment [currency]
with common_sector as (
    select
        site.park_id,
        left(company.sector, 2) as sector,
    from site
    join company on company.company_id = site.company_id
    group by all
    having count(distinct company.company_id) >= 3
),

partner as (
    select
        synergy_participant.synergy_id,
        synergy_participant.role,
        coalesce(synergy_participant.is_named, false) as is_named,
        synergy_participant.quantity,
        synergy_participant.investment,
        site.site_id,
        site.company_id,
        site.park_id,
        coalesce(site.name_en, company.name_en) as name_en,
        coalesce(site.name_zh, company.name_zh) as name_zh,
        left(company.sector, 2) as sector,
        ($sees_all or company.visibility = 'public' or coalesce(synergy_participant.is_named, false) or list_contains($own, company.company_id)) as is_seen,
    from synergy_participant
    join site on site.site_id = synergy_participant.site_id
    join company on company.company_id = site.company_id
),

concerned as (
    select synergy_id
    from synergy
    where list_contains($parks, park_id)
    union
    select synergy_id
    from partner
    where list_contains($parks, park_id)
)

select
    partner.synergy_id,
    if(partner.is_seen, partner.site_id, null) as site_id,
    if(partner.is_seen, partner.company_id, null) as company_id,
    if(partner.is_seen, partner.park_id, null) as park_id,
    partner.role,
    if(partner.is_seen, partner.name_en, null) as name_en,
    if(partner.is_seen, partner.name_zh, null) as name_zh,
    if(partner.is_seen or common_sector.sector is not null, partner.sector, null) as sector,
    partner.is_seen,
    if($sees_all, partner.is_named, null) as is_named,
    if($sees_all, partner.quantity, null) as quantity,
    if($sees_all, partner.investment, null) as investment,
from partner
join concerned on concerned.synergy_id = partner.synergy_id
left join common_sector on common_sector.park_id = partner.park_id and common_sector.sector = partner.sector
order by partner.synergy_id, partner.is_seen desc, partner.site_id
