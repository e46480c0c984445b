-- One row per park of a region with its subregions, with its indicators of the newest year.
-- A count of what a park records nothing of, such as its measures, is missing; ended synergies do not count.
-- Parameters: $region_id (null for all), $today, $units (list), $masses (list of equal length: tonnes of one of each unit, null if it is no mass)
-- Columns:    park_id, name_en, name_zh, region_en, region_zh, is_illustrative, companies, smes, employees, year, waste [t/yr], waste_used [t/yr], streams, synergies, running, co2_saved [t/yr], jobs, measures_done, measures_ahead, open_actions, late_actions
with chosen as (
    select *
    from park
    where region_id in (
        select region_id from {region_containment} where $region_id is null or within_id = $region_id
    )
),

member as (
    select distinct site.park_id, company.company_id, company.is_sme, company.employees
    from site
    join company using (company_id)
    where not coalesce(site.is_outside, false)
),

people as (
    select
        park_id,
        count(*) as companies,
        case when count(is_sme) > 0 then count(*) filter (where is_sme) end as smes,
        sum(employees) as employees,
    from member
    group by park_id
),

newest as (
    select park_id, max(year) as year from flow group by park_id
),

left_over as (
    select
        flow.park_id,
        sum(tonnes) as waste,
        sum(tonnes) filter (where is_used) as waste_used,
    from (
        select
            flow.*,
            quantity * ($masses::double[])[list_position($units::varchar[], flow.unit)] as tonnes,
            resource.resource_class,
            {stated_use} in ('reuse', 'recycling', 'recovery') as is_used,
        from flow
        join resource using (resource_id)
    ) as flow
    join newest using (park_id, year)
    join site on site.site_id = flow.provider_id
    left join site as receiver on receiver.site_id = flow.receiver_id
    where resource_class in ('waste', 'by_product')
        and (
            is_used
            -- Waste treated by a company of the park is counted by the destination of that company's own outputs.
            or (
                destination in ('treatment', 'disposal', 'emission')
                and (receiver.site_id is null or coalesce(receiver.is_outside, false))
            )
        )
    group by flow.park_id
),

offered as (
    select site.park_id, count(*) as streams from stream join site using (site_id) group by site.park_id
),

joined as (
    select
        park_id,
        count(*) filter (where stage is distinct from 'ended') as synergies,
        count(*) filter (where stage = 'operation') as running,
        sum(co2_saved) filter (where stage = 'operation') as co2_saved,
        sum(jobs) filter (where stage = 'operation') as jobs,
    from synergy
    group by park_id
),

saved as (
    select
        site.park_id,
        count(*) filter (where status in ('implemented', 'verified')) as measures_done,
        count(*) filter (where status in ('idea', 'planned', 'decided')) as measures_ahead,
    from measure
    join site using (site_id)
    group by site.park_id
),

todo as (
    select
        park_id,
        count(*) filter (where status in ('open', 'doing')) as open_actions,
        count(*) filter (where status in ('open', 'doing') and due_date < $today) as late_actions,
    from action
    group by park_id
)

select
    chosen.park_id,
    chosen.name_en,
    chosen.name_zh,
    region.name_en as region_en,
    region.name_zh as region_zh,
    coalesce(chosen.is_illustrative, false) as is_illustrative,
    coalesce(companies, 0) as companies,
    smes,
    employees,
    year,
    waste,
    case when waste > 0 then coalesce(waste_used, 0) end as waste_used,
    coalesce(streams, 0) as streams,
    coalesce(synergies, 0) as synergies,
    coalesce(running, 0) as running,
    co2_saved,
    jobs,
    measures_done,
    measures_ahead,
    open_actions,
    late_actions,
from chosen
left join region using (region_id)
left join people using (park_id)
left join newest using (park_id)
left join left_over using (park_id)
left join offered using (park_id)
left join joined using (park_id)
left join saved using (park_id)
left join todo using (park_id)
order by chosen.park_id
