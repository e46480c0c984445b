-- One row: what else is stored that the sheet of a synergy can begin with. Costs are those that its providers and receivers
-- declare for streams of the same resource in the unit of the synergy, in its currency by the newest rates, weighted by
-- amount. Money: for the facilitator.
-- Parameters: $synergy
-- Columns:    synergy_id, park_id, resource_id, resource_class, usual_unit, enthalpy [GJ/t], kind, is_treated, quantity [unit/yr], unit, investment [currency], annual_saving [currency/yr], lifetime [yr], currency, price_year, co2_saved [t/yr], water_saved [m³/yr], jobs, source, disposal_cost [currency/unit], disposal_price_year, disposal_converted, landfilled, purchase_cost [currency/unit], purchase_price_year, purchase_converted, transport_mode, transport_rate, transport_converted
-- What one unit of another currency is in that of the synergy, and how that is worded.
with stored_rate as (
    select
        split_part(unit, '/', 2) as currency,
        split_part(unit, '/', 1) as into_currency,
        value as rate,
        year,
        factor_id,
    from factor
    where factor_kind = 'exchange_rate'
),

wanted as (
    select coalesce(synergy.currency, park.currency) as currency
    from synergy
    join park on park.park_id = synergy.park_id
    where synergy.synergy_id = $synergy
),

rate as (
    select
        currency,
        1.0 as rate,
        null as stated,
    from wanted
    union all
    select
        turned.currency,
        turned.rate,
        concat(turned.currency, ' × ', round(turned.rate, 4), ' (' || turned.year || ')'),
    from (
        select currency, into_currency, rate, year, factor_id, 0 as is_turned from stored_rate
        union all
        select into_currency, currency, 1 / rate, year, factor_id, 1 from stored_rate
    ) as turned
    join wanted on wanted.currency = turned.into_currency
    qualify row_number() over (
        partition by turned.currency
        order by turned.is_turned, turned.year desc nulls last, turned.factor_id
    ) = 1
),

declared as (
    select
        synergy_participant.role,
        stream.direction,
        stream.current_cost * rate.rate as current_cost,
        rate.stated as converted,
        stream.price_year,
        stream.current_route,
        stream.transport_mode,
        coalesce(stream.quantity, 1) as quantity,
    from synergy
    join synergy_participant on synergy_participant.synergy_id = synergy.synergy_id
    join stream
        on stream.site_id = synergy_participant.site_id
        and stream.resource_id = synergy.resource_id
        and stream.unit = synergy.unit
    left join rate on rate.currency = stream.currency
    where synergy.synergy_id = $synergy
),

giving as (
    select
        sum(current_cost * quantity) / sum(quantity) filter (current_cost is not null) as cost,
        max(price_year) as price_year,
        max(converted) filter (current_cost is not null) as converted,
        bool_and(current_route = 'landfill') as landfilled,
        any_value(transport_mode) as transport_mode,
    from declared
    where direction = 'supply' and role = 'provider'
),

taking as (
    select
        sum(current_cost * quantity) / sum(quantity) filter (current_cost is not null) as cost,
        max(price_year) as price_year,
        max(converted) filter (current_cost is not null) as converted,
    from declared
    where direction = 'demand' and role in ('receiver', 'treatment') and current_route = 'purchase'
)

select
    synergy.synergy_id,
    synergy.park_id,
    synergy.resource_id,
    resource.resource_class,
    resource.unit as usual_unit,
    resource.enthalpy,
    coalesce(resource.kind, 'service') as kind,
    exists (
        from synergy_participant
        where synergy_participant.synergy_id = synergy.synergy_id
            and synergy_participant.role = 'treatment'
    ) as is_treated,
    synergy.quantity,
    synergy.unit,
    synergy.investment,
    synergy.annual_saving,
    synergy.lifetime,
    coalesce(synergy.currency, park.currency) as currency,
    synergy.price_year,
    synergy.co2_saved,
    synergy.water_saved,
    synergy.jobs,
    synergy.source,
    giving.cost as disposal_cost,
    giving.price_year as disposal_price_year,
    giving.converted as disposal_converted,
    coalesce(giving.landfilled, false) as landfilled,
    taking.cost as purchase_cost,
    taking.price_year as purchase_price_year,
    taking.converted as purchase_converted,
    giving.transport_mode,
    carrying.rate as transport_rate,
    carrying.stated as transport_converted,
from synergy
join park on park.park_id = synergy.park_id
left join resource on resource.resource_id = synergy.resource_id
cross join giving
cross join taking
left join rate as carrying on carrying.currency = 'CNY'
where synergy.synergy_id = $synergy
