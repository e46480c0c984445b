-- One row per state and currency: money of what runs, of what is on the way (also weighted by the chance that it
-- will run), and of what ended. What operates has a chance of 1. Money of single synergies is for the facilitator;
-- others are told a sum where three companies or more make it up in every park.
-- Parameters: $parks, $names_all
-- Columns:    state, currency, synergies, first_price_year, last_price_year, investment [currency], annual_saving [currency/yr], weighted_investment [currency], weighted_saving [currency/yr]
with counted as (
    select
        synergy.* replace (if(synergy.stage = 'operation', 1.0, synergy.probability) as probability),
        case synergy.stage when 'operation' then 'achieved' when 'ended' then 'ended' else 'pipeline' end as state,
    from synergy
    where list_contains($parks, synergy.park_id)
        and coalesce(synergy.investment, synergy.annual_saving) is not null
),

taking_part as (
    select
        counted.state,
        counted.currency,
        counted.park_id,
        count(distinct site.company_id) filter (counted.investment <> 0) as investing,
        count(distinct site.company_id) filter (counted.annual_saving <> 0) as saving,
    from counted
    left join synergy_participant on synergy_participant.synergy_id = counted.synergy_id
    left join site on site.site_id = synergy_participant.site_id
    group by all
),

safe as (
    select
        state,
        currency,
        $names_all or min(investing) >= 3 as investment,
        $names_all or min(saving) >= 3 as saving,
    from taking_part
    group by all
)

select
    counted.state,
    counted.currency,
    count(*) as synergies,
    min(counted.price_year) as first_price_year,
    max(counted.price_year) as last_price_year,
    if(safe.investment, sum(counted.investment), null) as investment,
    if(safe.saving, sum(counted.annual_saving), null) as annual_saving,
    if(safe.investment, sum(counted.investment * counted.probability), null) as weighted_investment,
    if(safe.saving, sum(counted.annual_saving * counted.probability), null) as weighted_saving,
from counted
join safe on safe.state = counted.state and safe.currency is not distinct from counted.currency
group by counted.state, counted.currency, safe.investment, safe.saving
having safe.investment or safe.saving
order by counted.state, counted.currency
