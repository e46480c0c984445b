-- One row: number of companies with a site in some parks, or in a region with its subregions, that are not shown by name to this viewer; of these, the number visible to the facilitator only, and the number that agreed to be named in a synergy, as on maps.
-- Parameters: $parks (list; null for all), $region_id (null for all), $sees_all, $own
-- Columns:    companies, left_out, named
with agreed as (
    select distinct site_id
    from synergy_participant
    where is_named
)

select
    count(distinct company.company_id) filter (company.visibility <> 'public') as companies,
    count(distinct company.company_id) filter (company.visibility = 'facilitator') as left_out,
    count(distinct company.company_id) filter (
        company.visibility <> 'public' and agreed.site_id is not null
    ) as named,
from site
join company on company.company_id = site.company_id
join park on park.park_id = site.park_id
left join agreed on agreed.site_id = site.site_id
where not ($sees_all or list_contains($own, company.company_id))
    and not coalesce(site.is_outside, false)
    and ($parks is null or list_contains(cast($parks as varchar[]), park.park_id))
    and (cast($region_id as varchar) is null or park.region_id in (select region_id from {region_containment} where within_id = $region_id))
