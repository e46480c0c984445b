-- One row per synergy of some parks: effects, probability, companies, and undisclosed ones among them (keeping). For
-- sums only, as it contains data that guests may not see individually. Synergies in operation have a probability of 1.
-- Parameters: $parks
-- Columns:    synergy_id, park_id, state, co2_saved [t/yr], water_saved [m³/yr], jobs, investment [currency], annual_saving [currency/yr], is_partial_gain, currency, price_year, probability [-], companies (list), keeping (list)
with partner as (
    select
        synergy_participant.synergy_id,
        list(distinct company.company_id order by company.company_id) as companies,
        list(distinct company.company_id order by company.company_id) filter (
            company.visibility <> 'public' and not coalesce(synergy_participant.is_named, false)
        ) as keeping,
    from synergy_participant
    join site on site.site_id = synergy_participant.site_id
    join company on company.company_id = site.company_id
    group by synergy_participant.synergy_id
)

select
    synergy.synergy_id,
    synergy.park_id,
    case synergy.stage when 'operation' then 'achieved' when 'ended' then 'ended' else 'pipeline' end as state,
    synergy.co2_saved,
    synergy.water_saved,
    synergy.jobs,
    synergy.investment,
    synergy.annual_saving,
    coalesce(synergy.is_partial_gain, false) as is_partial_gain,
    synergy.currency,
    synergy.price_year,
    if(synergy.stage = 'operation', 1.0, synergy.probability) as probability,
    coalesce(partner.companies, []) as companies,
    coalesce(partner.keeping, []) as keeping,
from synergy
left join partner on partner.synergy_id = synergy.synergy_id
where list_contains($parks, synergy.park_id)
order by synergy.synergy_id
