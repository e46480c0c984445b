-- One row per substance of a supply that a demand limits: share in the supply, and maximum allowed by the demand.
-- Only pairs whose streams are both fully disclosed, or whose companies both agreed to be named.
-- Parameters: $sees_all, $own
-- Columns:    supply_id, demand_id, substance, held, allowed
with open_stream as (
    select
        stream.stream_id,
        stream.direction,
    from stream
    join site on site.site_id = stream.site_id
    join company on company.company_id = site.company_id
    where $sees_all
        or list_contains($own, company.company_id)
        or (company.visibility = 'public' and coalesce(stream.visibility, 'public') = 'public')
        or stream.stream_id in (
            select unnest([supply_id, demand_id])
            from introduction
            where supply_agreed_on is not null and demand_agreed_on is not null
        )
),

measured as (
    select
        stream_composition.*,
        open_stream.direction,
    from stream_composition
    join open_stream on open_stream.stream_id = stream_composition.stream_id
)

select
    supply.stream_id as supply_id,
    demand.stream_id as demand_id,
    supply.substance,
    supply.share as held,
    demand.share as allowed,
from measured as supply
join measured as demand on lower(demand.substance) = lower(supply.substance) and demand.direction = 'demand'
where supply.direction = 'supply'
order by supply.stream_id, demand.stream_id, supply.substance
