-- One row per state: what runs and so counts as achieved, what is on the way, and what ended. On the way, also the
-- sums weighted by the chance that a synergy will run; those without a chance are counted, not weighted.
-- What operates has a chance of 1. A sum is told to others than the facilitator where, in every park, three companies
-- or more make it up; and where what is left of it after taking off all that is told one by one is nothing, or is of
-- three synergies and three companies that keep to themselves or more.
-- Parameters: $parks, $names_all
-- Columns:    state, synergies, companies, co2_saved [t/yr], water_saved [m³/yr], jobs, weighted_co2 [t/yr], weighted_water [m³/yr], without_chance
with counted as (
    select
        synergy.* replace (if(synergy.stage = 'operation', 1.0, synergy.probability) as probability),
        case synergy.stage when 'operation' then 'achieved' when 'ended' then 'ended' else 'pipeline' end as state,
    from synergy
    where list_contains($parks, synergy.park_id)
),

partner as (
    select
        counted.state,
        counted.park_id,
        counted.synergy_id,
        site.company_id,
        company.visibility <> 'public' and not coalesce(synergy_participant.is_named, false) as is_kept,
    from counted
    join synergy_participant on synergy_participant.synergy_id = counted.synergy_id
    join site on site.site_id = synergy_participant.site_id
    join company on company.company_id = site.company_id
),

-- Only what is not nothing hides other amounts.
counting as (
    select
        synergy_id,
        unnest(['co2', 'water', 'jobs']) as what,
        unnest([co2_saved, water_saved, jobs]) as amount,
    from counted
),

kept as (
    select distinct synergy_id
    from partner
    where is_kept
),

safe_park as (
    select
        partner.state,
        counting.what,
        count(distinct partner.company_id) >= 3
            and (
                count(kept.synergy_id) = 0
                or count(distinct kept.synergy_id) >= 3
                and count(distinct partner.company_id) filter (partner.is_kept) >= 3
            ) as is_safe,
    from partner
    join counting on counting.synergy_id = partner.synergy_id and counting.amount <> 0
    left join kept on kept.synergy_id = partner.synergy_id
    group by partner.state, partner.park_id, counting.what
),

safe as (
    select
        state,
        $names_all or coalesce(bool_and(is_safe) filter (what = 'co2'), false) as co2,
        $names_all or coalesce(bool_and(is_safe) filter (what = 'water'), false) as water,
        $names_all or coalesce(bool_and(is_safe) filter (what = 'jobs'), false) as jobs,
    from (from safe_park select state, what, is_safe union all select distinct state, null, null from counted)
    group by state
),

taking_part as (
    select
        state,
        count(distinct company_id) as companies,
    from partner
    group by state
),

summed as (
    select
        state,
        count(*) as synergies,
        sum(co2_saved) as co2_saved,
        sum(water_saved) as water_saved,
        sum(jobs) as jobs,
        sum(co2_saved * probability) as weighted_co2,
        sum(water_saved * probability) as weighted_water,
        count(*) filter (probability is null) as without_chance,
    from counted
    group by state
)

select
    summed.state,
    summed.synergies,
    coalesce(taking_part.companies, 0) as companies,
    if(safe.co2, summed.co2_saved, null) as co2_saved,
    if(safe.water, summed.water_saved, null) as water_saved,
    if(safe.jobs, summed.jobs, null) as jobs,
    if(safe.co2, summed.weighted_co2, null) as weighted_co2,
    if(safe.water, summed.weighted_water, null) as weighted_water,
    summed.without_chance,
from summed
join safe on safe.state = summed.state
left join taking_part on taking_part.state = summed.state
order by summed.state
