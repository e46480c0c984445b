-- One row per year, provider, receiver, resource, use and unit of a park's flows; measured and unmeasured flows are separate rows.
-- An empty provider or receiver stands for the world outside the park; '*' for unnamed companies.
-- For readers other than the facilitator, a flow of a company that discloses class and band only has the class of its
-- resource, a band (1, 3, 10, 30 …) with its geometric middle as the quantity, properties in the middle of the range of
-- its class (…_ratio: extent of the range from there), and no cost or factor. A flow of a company visible to the
-- facilitator only is included in a sum of at least three such companies, or left out.
-- $factor_ids are the factors for the flows of the year at the same position in $factor_years.
-- $supposed are flows in addition to those stored (`supposed_flows.sql`), with ends at sites of the park or of $joining.
-- Parameters: $park_id, $years (list), $sees_all, $own, $reconciled (true: reconciled amounts where they are still valid), $joining (list of companies), $supposed (list of structs), $factor_years (list), $factor_ids (list of equal length), $currencies (list), $rates (list of equal length: value of one unit of each in the currency of the park)
-- Columns:    link, year, provider_id, provider_en, provider_zh, provider_group, provider_outside, receiver_id, receiver_en, receiver_zh, receiver_group, receiver_outside, resource_id, resource_en, resource_zh, kind, resource_class, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], heating_value_ratio [-], density_ratio [-], enthalpy_ratio [-], energy_factor, energy_unit, energy_factor_id, co2_factor, co2_unit, co2_factor_id, destination, unit, quantity [unit/yr], half_width [unit/yr], low [unit/yr], high [unit/yr], cost [currency/yr] (in the currency of the park, at the latest exchange rates), currency, flows, reconciled (how many of them), is_measured, is_illustrative, is_banded, is_supposed
with applied as (
    select
        unnest(cast($factor_years as integer[])) as year,
        unnest(cast($factor_ids as varchar[])) as factor_id,
),

factor_of as (
    select
        applied.year,
        factor.resource_id,
        factor.factor_kind,
        struct_pack(number := factor.value, unit := factor.unit, id := factor.factor_id) as best,
    from applied
    join factor on factor.factor_id = applied.factor_id
    where factor.resource_id is not null
),

rate as (
    select
        unnest(cast($currencies as varchar[])) as currency,
        unnest(cast($rates as double[])) as rate,
),

typical as (
    select
        resource_class,
        unit,
        sqrt(min(heating_value) * max(heating_value)) as heating_value,
        sqrt(min(density) * max(density)) as density,
        sqrt(min(enthalpy) * max(enthalpy)) as enthalpy,
        sqrt(max(heating_value) / min(heating_value)) as heating_value_ratio,
        sqrt(max(density) / min(density)) as density_ratio,
        sqrt(max(enthalpy) / min(enthalpy)) as enthalpy_ratio,
    from resource
    group by all
),

place as (
    select
        site.site_id,
        company.company_id,
        company.name_en,
        company.name_zh,
        company.company_group,
        coalesce(site.is_outside, false) as is_outside,
        $sees_all or company.visibility = 'public' or list_contains($own, company.company_id) as is_named,
        not is_named and company.visibility = 'facilitator' as is_secret,
    from site
    join company on company.company_id = site.company_id
    where site.park_id = $park_id
        or site.company_id in (select unnest(cast($joining as varchar[])))
),

moved as (
    select
        flow_id,
        provider_id,
        receiver_id,
        resource_id,
        year,
        destination,
        unit,
        quantity,
        uncertainty,
        cost,
        currency,
        is_illustrative,
        false as is_supposed,
    from flow
    where park_id = $park_id
        and year in (select unnest($years))
    union all by name
    select
        unnest(
            cast(
                $supposed as struct(
                    provider_id varchar,
                    receiver_id varchar,
                    resource_id varchar,
                    year integer,
                    destination varchar,
                    unit varchar,
                    quantity double,
                    uncertainty double,
                    cost double,
                    currency varchar,
                    is_illustrative boolean
                )[]
            ),
            recursive := true
        ),
        true as is_supposed,
),

seen as (
    select
        flow.year,
        if(provider.is_named, provider.company_id, if(provider.is_named is null, null, '*')) as provider_id,
        if(receiver.is_named, receiver.company_id, if(receiver.is_named is null, null, '*')) as receiver_id,
        coalesce(provider.is_named, true) and coalesce(receiver.is_named, true) as is_open,
        coalesce(provider.is_secret, false) or coalesce(receiver.is_secret, false) as is_secret,
        -- The company whose visibility applies; of two, the provider.
        if(not provider.is_named, provider.company_id, receiver.company_id) as hidden_id,
        resource.resource_id,
        resource.kind,
        resource.resource_class,
        if(is_open, resource.unit, flow.unit) as usual_unit,
        if(is_open, resource.heating_value, typical.heating_value) as heating_value,
        if(is_open, resource.density, typical.density) as density,
        if(is_open, resource.enthalpy, typical.enthalpy) as enthalpy,
        if(is_open, 1.0, typical.heating_value_ratio) as heating_value_ratio,
        if(is_open, 1.0, typical.density_ratio) as density_ratio,
        if(is_open, 1.0, typical.enthalpy_ratio) as enthalpy_ratio,
        if(is_open, energy.best, null) as energy,
        if(is_open, co2.best, null) as co2,
        {stated_use} as destination,
        flow.unit,
        coalesce(reconciled.quantity, flow.quantity) as quantity,
        coalesce(reconciled.uncertainty, flow.uncertainty) as uncertainty,
        reconciled.flow_id is not null as is_reconciled,
        -- Costs in a currency without an exchange rate are unknown: they cannot be added up.
        if($sees_all, flow.cost * rate.rate, null) as cost,
        if($sees_all and rate.rate is not null, own.currency, null) as currency,
        coalesce(flow.is_illustrative, false) as is_illustrative,
        flow.is_supposed,
    from moved as flow
    join park as own on own.park_id = $park_id
    left join rate on rate.currency = flow.currency
    join resource on resource.resource_id = flow.resource_id
    left join typical on typical.resource_class = resource.resource_class and typical.unit = flow.unit
    left join place as provider on provider.site_id = flow.provider_id
    left join place as receiver on receiver.site_id = flow.receiver_id
    left join factor_of as energy
        on energy.resource_id = resource.resource_id
        and energy.factor_kind = 'energy_content'
        and energy.year = flow.year
    left join factor_of as co2
        on co2.resource_id = resource.resource_id
        and co2.factor_kind = 'co2'
        and co2.year = flow.year
    left join reconciled_flow as reconciled on $reconciled and {is_still_reconciled}
),

summed as (
    select
        year,
        provider_id,
        receiver_id,
        if(is_open, resource_id, 'class:' || resource_class) as shown_id,
        kind,
        resource_class,
        usual_unit,
        heating_value,
        density,
        enthalpy,
        heating_value_ratio,
        density_ratio,
        enthalpy_ratio,
        energy,
        co2,
        destination,
        unit,
        quantity is not null as is_measured,
        is_open,
        is_secret,
        is_supposed,
        count(distinct hidden_id) as hidden,
        sum(quantity) as quantity,
        sqrt(sum((quantity * uncertainty / 100) ** 2)) as half_width,
        sum(cost) as cost,
        max(currency) as currency,
        count(*) as flows,
        count(*) filter (is_reconciled) as reconciled,
        bool_or(is_illustrative) as is_illustrative,
    from seen
    group by all
),

banded as (
    select
        summed.*,
        10 ** floor(log10(nullif(quantity, 0))) as decade,
        if(quantity >= 3 * decade, 3, 1) * decade as low,
        if(quantity >= 3 * decade, 10, 3) * decade as high,
    from summed
    where not is_secret or hidden >= 3
),

company_end as (
    select
        company_id,
        any_value(name_en) as name_en,
        any_value(name_zh) as name_zh,
        any_value(company_group) as company_group,
        bool_and(is_outside) as is_outside,
    from place
    where is_named
    group by company_id
)

select
    concat_ws(
        '|', banded.year, coalesce(provider_id, ''), coalesce(receiver_id, ''), shown_id, destination,
        banded.unit, is_measured, if(is_open, null, concat(banded.kind, is_secret)),
        if(is_supposed, 'supposed', null)
    ) as link,
    banded.year,
    banded.provider_id,
    provider.name_en as provider_en,
    provider.name_zh as provider_zh,
    provider.company_group as provider_group,
    coalesce(provider.is_outside, provider_id is null) as provider_outside,
    banded.receiver_id,
    receiver.name_en as receiver_en,
    receiver.name_zh as receiver_zh,
    receiver.company_group as receiver_group,
    coalesce(receiver.is_outside, receiver_id is null) as receiver_outside,
    banded.shown_id as resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    banded.kind,
    banded.resource_class,
    banded.usual_unit,
    banded.heating_value,
    banded.density,
    banded.enthalpy,
    banded.heating_value_ratio,
    banded.density_ratio,
    banded.enthalpy_ratio,
    banded.energy.number as energy_factor,
    banded.energy.unit as energy_unit,
    banded.energy.id as energy_factor_id,
    banded.co2.number as co2_factor,
    banded.co2.unit as co2_unit,
    banded.co2.id as co2_factor_id,
    banded.destination,
    banded.unit,
    if(is_open, quantity, sqrt(low * high)) as quantity,
    if(is_open, half_width, null) as half_width,
    if(is_open, null, low) as low,
    if(is_open, null, high) as high,
    banded.cost,
    banded.currency,
    banded.flows,
    banded.reconciled,
    banded.is_measured,
    banded.is_illustrative,
    not is_open as is_banded,
    is_supposed,
from banded
left join company_end as provider on provider.company_id = banded.provider_id
left join company_end as receiver on receiver.company_id = banded.receiver_id
left join resource on resource.resource_id = banded.shown_id
order by banded.year, quantity desc nulls last, link
