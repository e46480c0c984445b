-- One row per stream of a synergy's resource, in its unit, that a provider now disposes of, or a receiver or treating
-- company now buys, with the cost declared by its company. Money: for the facilitator.
-- Parameters: $synergy
-- Columns:    side (disposal, purchase), cost [currency/unit], currency, price_year, quantity [unit/yr]
select
    if(stream.direction = 'supply', 'disposal', 'purchase') as side,
    stream.current_cost as cost,
    stream.currency,
    stream.price_year,
    coalesce(stream.quantity, 1) as quantity,
from synergy
join synergy_participant on synergy_participant.synergy_id = synergy.synergy_id
join stream
    on stream.site_id = synergy_participant.site_id
    and stream.resource_id = synergy.resource_id
    and stream.unit = synergy.unit
where synergy.synergy_id = $synergy
    and (
        (stream.direction = 'supply' and synergy_participant.role = 'provider')
        or (
            stream.direction = 'demand'
            and synergy_participant.role in ('receiver', 'treatment')
            and stream.current_route = 'purchase'
        )
    )
order by side, stream.stream_id
