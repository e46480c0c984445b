-- One row per synergy of some parks, earliest due date first. If a partner is undisclosed, only class and band are shown
-- (1 to 3, 3 to 10, 10 to 30 and so on): no name, amount, probability or free text, and nothing that identifies the
-- resource within its class. Money is shown to the facilitator only. With $day, the stage is that of the day, and synergies not yet recorded are left out.
-- Free text with the name of an undisclosed company that is not named in the synergy is left out, too.
-- A topic defined by the park replaces the common one. Synergies in operation have a probability of 1.
-- Parameters: $parks, $sees_all, $own, $day
-- Columns:    synergy_id, park_id, parks, name_en, name_zh, synergy_kind, topic, stage, origin, resource_id, resource_en, resource_zh, resource_class, kind, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], quantity [unit/yr], band_least [unit/yr], band_most [unit/yr], unit, investment [currency], annual_saving [currency/yr], is_partial_gain, lifetime [yr], currency, price_year, co2_saved [t/yr], water_saved [m³/yr], jobs, probability, effort, owner, next_step_en, next_step_zh, due_date, started_on, since, ended_reason, source, is_illustrative, is_published, partners, hidden
with partner as (
    select
        synergy_participant.synergy_id,
        site.park_id,
        company.visibility,
        ($sees_all or company.visibility = 'public' or coalesce(synergy_participant.is_named, false) or list_contains($own, company.company_id)) as is_seen,
    from synergy_participant
    join site on site.site_id = synergy_participant.site_id
    join company on company.company_id = site.company_id
),

disclosure as (
    select
        synergy_id,
        count(*) as partners,
        count(*) filter (not is_seen) as hidden,
        coalesce(bool_or(visibility = 'facilitator' and not is_seen), false) as is_secret,
        list_sort(list_distinct(list(park_id))) as parks,
    from partner
    group by synergy_id
),

kept_name as (
    select distinct
        company.company_id,
        unnest([company.name_en, company.name_zh, site.name_en, site.name_zh]) as name,
    from company
    join site on site.company_id = company.company_id
    where company.visibility <> 'public'
        and not $sees_all
        and not list_contains($own, company.company_id)
),

said as (
    unpivot (
        select
            synergy_id,
            name_en,
            name_zh,
            own_topic,
            owner,
            next_step_en,
            next_step_zh,
            ended_reason,
            source,
        from synergy
    )
    on columns(* exclude synergy_id)
    into name what value words
),

silenced as (
    select
        said.synergy_id,
        list(distinct said.what) as columns,
    from said
    join kept_name on contains(said.words, kept_name.name)
    where not exists (
        from synergy_participant
        join site on site.site_id = synergy_participant.site_id
        where synergy_participant.synergy_id = said.synergy_id
            and site.company_id = kept_name.company_id
            and synergy_participant.is_named
    )
    group by said.synergy_id
),

begun as (
    select
        synergy_id,
        min(entered_on) as first_entered,
    from synergy_stage
    group by synergy_id
),

reached as (
    select
        synergy_id,
        arg_max(stage, (entered_on, list_position(
            ['idea', 'discussion', 'negotiation', 'feasibility', 'implementation', 'operation', 'ended'], stage
        ))) as stage,
        max(entered_on) as since,
    from synergy_stage
    where cast($day as date) is null or entered_on <= cast($day as date)
    group by synergy_id
),

banded as (
    select
        synergy_id,
        pow(10, floor(log10(quantity))) as step,
        if(quantity < 3 * step, step, 3 * step) as least,
        if(quantity < 3 * step, 3 * step, 10 * step) as most,
    from synergy
    where quantity > 0
)

select
    synergy.synergy_id,
    synergy.park_id,
    coalesce(disclosure.parks, [synergy.park_id]) as parks,
    if(coalesce(disclosure.hidden, 0) = 0 and not list_contains(coalesce(silenced.columns, []), 'name_en'), synergy.name_en, null) as name_en,
    if(coalesce(disclosure.hidden, 0) = 0 and not list_contains(coalesce(silenced.columns, []), 'name_zh'), synergy.name_zh, null) as name_zh,
    synergy.synergy_kind,
    coalesce(if(coalesce(disclosure.hidden, 0) = 0 and not list_contains(coalesce(silenced.columns, []), 'own_topic'), nullif(trim(synergy.own_topic), ''), null), synergy.topic) as topic,
    if(cast($day as date) is null, synergy.stage, coalesce(reached.stage, synergy.stage)) as stage,
    synergy.origin,
    if(coalesce(disclosure.hidden, 0) = 0, synergy.resource_id, null) as resource_id,
    if(coalesce(disclosure.hidden, 0) = 0, resource.name_en, null) as resource_en,
    if(coalesce(disclosure.hidden, 0) = 0, resource.name_zh, null) as resource_zh,
    resource.resource_class,
    coalesce(resource.kind, 'service') as kind,
    resource.unit as usual_unit,
    if(coalesce(disclosure.hidden, 0) = 0, resource.heating_value, null) as heating_value,
    if(coalesce(disclosure.hidden, 0) = 0, resource.density, null) as density,
    if(coalesce(disclosure.hidden, 0) = 0, resource.enthalpy, null) as enthalpy,
    if(coalesce(disclosure.hidden, 0) = 0, synergy.quantity, null) as quantity,
    if(disclosure.hidden > 0, banded.least, null) as band_least,
    if(disclosure.hidden > 0, banded.most, null) as band_most,
    synergy.unit,
    if($sees_all, synergy.investment, null) as investment,
    if($sees_all, synergy.annual_saving, null) as annual_saving,
    $sees_all and coalesce(synergy.is_partial_gain, false) as is_partial_gain,
    if(coalesce(disclosure.hidden, 0) = 0, synergy.lifetime, null) as lifetime,
    coalesce(synergy.currency, home.currency) as currency,
    if($sees_all, synergy.price_year, null) as price_year,
    if(coalesce(disclosure.hidden, 0) = 0, synergy.co2_saved, null) as co2_saved,
    if(coalesce(disclosure.hidden, 0) = 0, synergy.water_saved, null) as water_saved,
    if(coalesce(disclosure.hidden, 0) = 0, synergy.jobs, null) as jobs,
    case
        when synergy.stage = 'operation' then 1.0
        when coalesce(disclosure.hidden, 0) = 0 then synergy.probability
    end as probability,
    if(coalesce(disclosure.hidden, 0) = 0, synergy.effort, null) as effort,
    if(coalesce(disclosure.hidden, 0) = 0 and not list_contains(coalesce(silenced.columns, []), 'owner'), synergy.owner, null) as owner,
    if(coalesce(disclosure.hidden, 0) = 0 and not list_contains(coalesce(silenced.columns, []), 'next_step_en'), synergy.next_step_en, null) as next_step_en,
    if(coalesce(disclosure.hidden, 0) = 0 and not list_contains(coalesce(silenced.columns, []), 'next_step_zh'), synergy.next_step_zh, null) as next_step_zh,
    synergy.due_date,
    synergy.started_on,
    coalesce(reached.since, synergy.started_on) as since,
    if(coalesce(disclosure.hidden, 0) = 0 and not list_contains(coalesce(silenced.columns, []), 'ended_reason'), synergy.ended_reason, null) as ended_reason,
    if(coalesce(disclosure.hidden, 0) = 0 and not list_contains(coalesce(silenced.columns, []), 'source'), synergy.source, null) as source,
    coalesce(synergy.is_illustrative, false) as is_illustrative,
    coalesce(home.source, '') <> '' and not coalesce(home.is_illustrative, false) as is_published,
    coalesce(disclosure.partners, 0) as partners,
    coalesce(disclosure.hidden, 0) as hidden,
from synergy
left join park as home on home.park_id = synergy.park_id
left join disclosure on disclosure.synergy_id = synergy.synergy_id
left join silenced on silenced.synergy_id = synergy.synergy_id
left join begun on begun.synergy_id = synergy.synergy_id
left join reached on reached.synergy_id = synergy.synergy_id
left join resource on resource.resource_id = synergy.resource_id
left join banded on banded.synergy_id = synergy.synergy_id
where (list_contains($parks, synergy.park_id) or list_has_any(coalesce(disclosure.parks, []), $parks))
    and not coalesce(disclosure.is_secret, false)
    and (
        cast($day as date) is null
        or coalesce(least(begun.first_entered, synergy.started_on), date '0001-01-01') <= cast($day as date)
    )
order by synergy.due_date nulls last, synergy.synergy_id
