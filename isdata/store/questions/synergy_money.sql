-- One row per state and currency: money of what runs, of what is on the way (also weighted by the chance that it
-- will run), and of what ended. Sums of fewer than three companies are told to the facilitator only.
-- What operates has a chance of 1.
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
        count(distinct site.company_id) as companies,
    from counted
    join synergy_participant on synergy_participant.synergy_id = counted.synergy_id
    join site on site.site_id = synergy_participant.site_id
    group by all
)

select
    counted.state,
    counted.currency,
    count(*) as synergies,
    min(counted.price_year) as first_price_year,
    max(counted.price_year) as last_price_year,
    sum(counted.investment) as investment,
    sum(counted.annual_saving) as annual_saving,
    sum(counted.investment * counted.probability) as weighted_investment,
    sum(counted.annual_saving * counted.probability) as weighted_saving,
from counted
left join taking_part on taking_part.state = counted.state and taking_part.currency = counted.currency
group by all
having $names_all or max(taking_part.companies) >= 3
order by counted.state, counted.currency
