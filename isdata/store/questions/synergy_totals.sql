-- One row per state: what runs and so counts as achieved, what is on the way, and what ended. On the way, also the
-- sums weighted by the chance that a synergy will run; those without a chance are counted, not weighted. Sums of
-- fewer than three companies are told to the facilitator only.
-- What operates has a chance of 1.
-- Parameters: $parks, $names_all
-- Columns:    state, synergies, companies, co2_saved [t/yr], water_saved [m³/yr], jobs, weighted_co2 [t/yr], weighted_water [m³/yr], without_chance
with counted as (
    select
        synergy.* replace (if(synergy.stage = 'operation', 1.0, synergy.probability) as probability),
        case synergy.stage when 'operation' then 'achieved' when 'ended' then 'ended' else 'pipeline' end as state,
    from synergy
    where list_contains($parks, synergy.park_id)
),

taking_part as (
    select
        counted.state,
        count(distinct site.company_id) as companies,
    from counted
    join synergy_participant on synergy_participant.synergy_id = counted.synergy_id
    join site on site.site_id = synergy_participant.site_id
    group by counted.state
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
    if($names_all or companies >= 3, summed.co2_saved, null) as co2_saved,
    if($names_all or companies >= 3, summed.water_saved, null) as water_saved,
    if($names_all or companies >= 3, summed.jobs, null) as jobs,
    if($names_all or companies >= 3, summed.weighted_co2, null) as weighted_co2,
    if($names_all or companies >= 3, summed.weighted_water, null) as weighted_water,
    summed.without_chance,
from summed
left join taking_part on taking_part.state = summed.state
order by summed.state
