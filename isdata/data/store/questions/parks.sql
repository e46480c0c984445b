-- One row per park, with counts of its companies and flows.
-- Parameters: none
-- Columns:    park_id, name_en, name_zh, aliases, region_id, region_en, region_zh, currency, is_illustrative, companies, flows
with park_site as (
    select
        park_id,
        count(distinct company_id) filter (where not coalesce(is_outside, false)) as companies,
    from site
    group by park_id
),

park_flow as (
    select
        park_id,
        count(*) as flows,
    from flow
    group by park_id
)

select
    park.park_id,
    park.name_en,
    park.name_zh,
    park.aliases,
    park.region_id,
    region.name_en as region_en,
    region.name_zh as region_zh,
    park.currency,
    coalesce(park.is_illustrative, false) as is_illustrative,
    coalesce(park_site.companies, 0) as companies,
    coalesce(park_flow.flows, 0) as flows,
from park
left join region on region.region_id = park.region_id
left join park_site on park_site.park_id = park.park_id
left join park_flow on park_flow.park_id = park.park_id
order by flows desc, park.park_id
