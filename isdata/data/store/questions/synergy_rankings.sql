-- One row per synergy of a park that has not ended, with its rank by each criterion; empty if the value is unknown or 0.
-- Mass: tonnes per year. Value: annual saving of all partners, in the park's currency. CO2 and water: savings per year.
-- Innovation: one point each if no other synergy in operation exchanges the resource; if the resource is energy, water or a
-- service rather than a material; if no other synergy in operation links these sectors (ISIC divisions); and if the published
-- uses of the resource are demonstrated or researched, none of them established practice.
-- Best mean rank over the known criteria first; of equal means, the one over more criteria.
-- Parameters: $park_id, $currencies (list), $rates (list of equal length: value of one unit of each in the park's currency)
-- Columns:    synergy_id, name_en, name_zh, stage, innovation, by_mass, by_value, by_co2, by_water, by_innovation, mean_rank, criteria
with partner as (
    select distinct
        synergy.synergy_id,
        synergy.stage,
        synergy.resource_id,
        left(company.sector, 2) as division,
    from synergy
    join synergy_participant on synergy_participant.synergy_id = synergy.synergy_id
    join site on site.site_id = synergy_participant.site_id
    join company on company.company_id = site.company_id
    where synergy.park_id = $park_id
        and company.sector is not null
),

link as (
    select
        synergy_id,
        any_value(stage) as stage,
        list(division order by division) as divisions,
    from partner
    group by synergy_id
    having count(*) > 1
),

novel as (
    select
        synergy.synergy_id,
        cast(
            synergy.resource_id is not null
            and not exists (
                from synergy as other
                where other.park_id = $park_id
                    and other.synergy_id <> synergy.synergy_id
                    and other.resource_id = synergy.resource_id
                    and other.stage = 'operation'
            ) as integer
        )
        + cast(coalesce(resource.kind in ('energy', 'water', 'service'), false) as integer)
        + cast(
            link.divisions is not null
            and not exists (
                from link as other
                where other.synergy_id <> synergy.synergy_id
                    and other.stage = 'operation'
                    and other.divisions = link.divisions
            ) as integer
        )
        + cast(
            coalesce(
                (select bool_and(use.maturity <> 'practised') from use where use.resource_id = synergy.resource_id),
                false
            ) as integer
        ) as innovation,
    from synergy
    left join resource on resource.resource_id = synergy.resource_id
    left join link on link.synergy_id = synergy.synergy_id
    where synergy.park_id = $park_id
),

listed as (
    select
        synergy.synergy_id,
        synergy.name_en,
        synergy.name_zh,
        synergy.stage,
        nullif(case synergy.unit when 't' then synergy.quantity when 'kg' then synergy.quantity / 1000 end, 0) as mass,
        nullif(synergy.annual_saving, 0)
        * ($rates::double[])[list_position($currencies::varchar[], coalesce(synergy.currency, park.currency))]
            as annual_saving,
        nullif(synergy.co2_saved, 0) as co2_saved,
        nullif(synergy.water_saved, 0) as water_saved,
        novel.innovation,
    from synergy
    join park on park.park_id = synergy.park_id
    join novel on novel.synergy_id = synergy.synergy_id
    where synergy.stage <> 'ended'
),

ranked as (
    select
        synergy_id,
        name_en,
        name_zh,
        stage,
        innovation,
        if(mass is null, null, rank() over (order by mass desc nulls last)) as by_mass,
        if(annual_saving is null, null, rank() over (order by annual_saving desc nulls last)) as by_value,
        if(co2_saved is null, null, rank() over (order by co2_saved desc nulls last)) as by_co2,
        if(water_saved is null, null, rank() over (order by water_saved desc nulls last)) as by_water,
        if(innovation = 0, null, rank() over (order by innovation desc)) as by_innovation,
    from listed
)

select
    *,
    list_avg([by_mass, by_value, by_co2, by_water, by_innovation]) as mean_rank,
    list_count([by_mass, by_value, by_co2, by_water, by_innovation]) as criteria,
from ranked
order by mean_rank nulls last, criteria desc, synergy_id
