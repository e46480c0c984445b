-- One row per member site of a network of a park; names only of fully disclosed companies.
-- Parameters: $park_id, $sees_all, $own
-- Columns:    network_id, site_id, company_id, is_named, company_en, company_zh, visibility, joined_on, target_share [-], baseline_energy [MWh/yr]
select
    network_member.network_id,
    network_member.site_id,
    company.company_id,
    coalesce(($sees_all or company.visibility = 'public' or list_contains($own, company.company_id)), false) as is_named,
    if(is_named, coalesce(company.name_en, site.name_en), null) as company_en,
    if(is_named, coalesce(company.name_zh, site.name_zh), null) as company_zh,
    coalesce(company.visibility, 'facilitator') as visibility,
    network_member.joined_on,
    network_member.target_share,
    network_member.baseline_energy,
from network_member
join network on network.network_id = network_member.network_id
left join site on site.site_id = network_member.site_id
left join company on company.company_id = site.company_id
where network.park_id = $park_id
order by network_member.network_id, network_member.site_id
