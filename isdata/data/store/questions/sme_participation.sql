-- One row per company size: number of companies in a park, with a declared supply or demand, in a synergy, and in a network.
-- Parameters: $park_id
-- Columns:    is_sme (empty where it is not stated), companies, with_streams, in_synergies, in_networks
with member as (
    select distinct
        company.company_id,
        company.is_sme,
    from company
    join site on site.company_id = company.company_id
    where site.park_id = $park_id
        and not coalesce(site.is_outside, false)
),

active as (
    select
        site.company_id,
        bool_or(stream.stream_id is not null) as has_stream,
        bool_or(synergy.synergy_id is not null) as has_synergy,
        bool_or(network_member.site_id is not null) as has_network,
    from site
    left join stream on stream.site_id = site.site_id
    left join synergy_participant on synergy_participant.site_id = site.site_id
    left join synergy
        on synergy.synergy_id = synergy_participant.synergy_id
        and synergy.stage <> 'ended'
    left join network_member on network_member.site_id = site.site_id
    where site.park_id = $park_id
    group by site.company_id
)

select
    member.is_sme,
    count(*) as companies,
    count(*) filter (active.has_stream) as with_streams,
    count(*) filter (active.has_synergy) as in_synergies,
    count(*) filter (active.has_network) as in_networks,
from member
join active on active.company_id = member.company_id
group by member.is_sme
order by member.is_sme desc nulls last
