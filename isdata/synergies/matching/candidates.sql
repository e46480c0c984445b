-- Supplies that may meet demands, with gates and score; the best of each demand, and of each demand the best of
-- those a gate holds back.
-- Reads:      supply, demand (rows as from ranking._numbered, numbered by `row`), likeness (by numbers of resources), limits (what supplies hold
--             beyond what demands allow: supply_row, demand_row), licensed (what takers are licensed for: demand_row, resource)
-- Parameters: $radius [km], $step [°] (side of a grid cell), $approach [K], $top, $counts_money, $first, $last (rows of the demands looked at)
-- Columns:    supply_row, demand_row, likeness, distance [km], lacking_temperature [K], lacking_pressure [bar], reach [km], quantity [a year, in the unit compared in], gain [currency/unit], blocked (bits as in gates.py), quantity_fit, time_fit, month_fit, day_fit (null where it does not matter or is not told), rhythm_fit (null where not told), economics, trust, score, place
--
-- Blocking: a demand looks only into the cells of its own and the two neighbouring rows of a grid that lie within
-- the radius, and only at resources that can stand in. Cells of a row are as wide as the radius at its end
-- nearest a pole, so a cell has at most three neighbours to look into.
with cell_of_supply as (
    select
        "row",
        resource,
        x,
        y,
        z,
        cast(floor((coalesce(latitude, 0) + 90) / $step) as integer) as band,
        greatest(1, cast(floor(
            360 / $step * cos(radians(least(89.9, greatest(
                abs(band * $step - 90), abs((band + 1) * $step - 90)
            ))))
        ) as integer)) as cells,
        least(cells - 1, cast(floor((coalesce(longitude, 0) + 180) / 360 * cells) as integer)) as cell,
    from supply
),

looked_into as (
    select
        demand."row",
        demand.resource,
        demand.x,
        demand.y,
        demand.z,
        neighbour.band,
        greatest(1, cast(floor(
            360 / $step * cos(radians(least(89.9, greatest(
                abs(neighbour.band * $step - 90), abs((neighbour.band + 1) * $step - 90)
            ))))
        ) as integer)) as cells,
        case
            when $radius / 6371.0 >= pi() / 2 then 180.0
            else degrees(asin(least(1.0, sin($radius / 6371.0) / greatest(1e-9, cos(radians(coalesce(latitude, 0)))))))
        end as half,
        coalesce(longitude, 0) + 180 as east,
    from demand
    cross join lateral (
        select unnest([-1, 0, 1]) + cast(floor((coalesce(demand.latitude, 0) + 90) / $step) as integer) as band
    ) as neighbour
    where demand."row" between $first and $last
),

cell_of_demand as (
    select
        "row",
        resource,
        x,
        y,
        z,
        band,
        (cell + cells) % cells as cell,
    from (
        select
            "row",
            resource,
            x,
            y,
            z,
            band,
            cells,
            unnest(range(
                cast(floor((east - half) / 360 * cells) as integer),
                1 + cast(least(
                    floor((east + half) / 360 * cells), floor((east - half) / 360 * cells) + cells - 1
                ) as integer)
            )) as cell,
        from looked_into
    )
),

-- Materialized: otherwise the planner joins all neighbours first and their resources last.
offered as materialized (
    select
        cell_of_supply."row",
        cell_of_supply.band,
        cell_of_supply.cell,
        cell_of_supply.x,
        cell_of_supply.y,
        cell_of_supply.z,
        likeness.demand_resource as resource,
        likeness.likeness,
    from cell_of_supply
    join likeness on likeness.supply_resource = cell_of_supply.resource
),

near as materialized (
    select
        offered."row" as supply_row,
        cell_of_demand."row" as demand_row,
        offered.likeness,
        cell_of_demand.x - offered.x as dx,
        cell_of_demand.y - offered.y as dy,
        cell_of_demand.z - offered.z as dz,
        dx * dx + dy * dy + dz * dz as square, -- a power would be ten times slower
    from cell_of_demand
    join offered
        on offered.resource = cell_of_demand.resource
        and offered.band = cell_of_demand.band
        and offered.cell = cell_of_demand.cell
    where square <= pow(2 * 6371.0 * sin(least($radius / 6371.0, pi()) / 2), 2) or square is null
),

paired as (
    select
        near.* exclude (dx, dy, dz, square),
        2 * 6371.0 * asin(if(square is null, null, least(1.0, sqrt(square) / (2 * 6371.0)))) as distance,
        case
            when supply.is_cold then supply.temperature + $approach - demand.temperature
            when supply.is_heat then demand.temperature - (supply.temperature - $approach)
        end as lacking_temperature,
        if(supply.is_pressed, demand.pressure - supply.pressure, null) as lacking_pressure,
        least(supply.reach, demand.reach) as reach,
        -- `least` and `greatest` overlook what is not known; sums do not.
        supply.amount + demand.amount as amounts,
        if(supply.unit = demand.unit and amounts is not null, least(supply.amount, demand.amount), null) as quantity,
        quantity / nullif(greatest(supply.amount, demand.amount), 0) as quantity_fit,
        -- Shares of a year: the amounts have a fit of their own. 
        -- The lesser of each two months is half of what the sum of the two exceeds their difference by.
        0.5 * (supply.months + demand.months - (
            abs(supply.m1 - demand.m1)
            + abs(supply.m2 - demand.m2)
            + abs(supply.m3 - demand.m3)
            + abs(supply.m4 - demand.m4)
            + abs(supply.m5 - demand.m5)
            + abs(supply.m6 - demand.m6)
            + abs(supply.m7 - demand.m7)
            + abs(supply.m8 - demand.m8)
            + abs(supply.m9 - demand.m9)
            + abs(supply.m10 - demand.m10)
            + abs(supply.m11 - demand.m11)
            + abs(supply.m12 - demand.m12)
        )) as month_fit,
        -- What cannot be stored must run in the same hours: of the day, and so many of the year. A day is a circle:
        -- the band of the supply is laid beside that of the demand today, yesterday and tomorrow.
        if(
            supply.is_fleeting
                and ifnull(supply.day_length + demand.day_length, supply.hours + demand.hours) is not null,
            least(
                1.0,
                (
                    greatest(0, least(supply.daily_from + supply.day_length, demand.daily_from + demand.day_length)
                        - greatest(supply.daily_from, demand.daily_from))
                    + greatest(0, least(supply.daily_from + supply.day_length, demand.daily_from + demand.day_length - 24)
                        - greatest(supply.daily_from, demand.daily_from - 24))
                    + greatest(0, least(supply.daily_from + supply.day_length, demand.daily_from + demand.day_length + 24)
                        - greatest(supply.daily_from, demand.daily_from + 24))
                ) / if(supply.day_length + demand.day_length is null, null, greatest(supply.day_length, demand.day_length)),
                supply.hours / nullif(demand.hours, 0)
            ),
            null
        ) as day_fit,
        if(
            supply.steadiness + demand.steadiness is null,
            null,
            least(supply.steadiness, demand.steadiness) / greatest(supply.steadiness, demand.steadiness)
        ) as rhythm_fit,
        month_fit * ifnull(day_fit, 1.0) * ifnull(rhythm_fit, 1.0) as time_fit,
        if(
            supply.unit = demand.unit,
            supply.cost + near.likeness * demand.cost - ifnull(supply.rate, demand.rate) * distance,
            null
        ) as gain,
        abs(supply.cost) + near.likeness * abs(demand.cost) + ifnull(supply.rate, demand.rate) * distance as turnover,
        sqrt(supply.trust * demand.trust) as trust,
        supply.resource,
        supply.needs_licence,
        2 * ifnull(supply.state <> demand.state, false)::int
        + 4 * ifnull(supply.forms > 0 and demand.forms > 0 and supply.forms & demand.forms = 0, false)::int
        + 64 * ifnull(supply.unit = demand.unit and (supply.amount < demand.least or demand.amount < supply.least), false)::int
        + 128 * ifnull(
            supply.available_until < demand.available_from or demand.available_until < supply.available_from, false
        )::int as held_back,
    from near
    join supply on supply."row" = near.supply_row
    join demand on demand."row" = near.demand_row
    where supply.owner <> demand.owner
),

judged as (
    select
        paired.*,
        held_back
        + (paired.needs_licence and licensed.demand_row is null)::int
        + 8 * (limits.supply_row is not null)::int
        + 16 * ifnull(lacking_temperature > 0, false)::int
        + 32 * ifnull(lacking_pressure > 0, false)::int
        + 256 * ifnull(distance > reach, false)::int
        + 512 * (month_fit <= 0)::int
        + 1024 * ifnull(day_fit <= 0, false)::int as blocked,
        1 / (1 + exp(-4 * gain / nullif(turnover, 0))) as economics,
    from paired
    left join limits on limits.supply_row = paired.supply_row and limits.demand_row = paired.demand_row
    left join licensed on licensed.demand_row = paired.demand_row and licensed.resource = paired.resource
),

scored as (
    select
        * exclude (economics, amounts),
        ifnull(economics, 0.5) as economics,
        case
            when $counts_money
                then pow(
                    likeness * ifnull(quantity_fit, 0.5) * least(1.0, time_fit) * ifnull(economics, 0.5) * trust, 0.2
                )
            else pow(likeness * ifnull(quantity_fit, 0.5) * least(1.0, time_fit) * trust, 0.25)
        end as score,
    from judged
)

select
    supply_row,
    demand_row,
    likeness,
    distance,
    lacking_temperature,
    lacking_pressure,
    reach,
    quantity,
    gain,
    blocked,
    quantity_fit,
    least(1.0, time_fit) as time_fit,
    least(1.0, month_fit) as month_fit,
    day_fit,
    rhythm_fit,
    economics,
    trust,
    score,
    row_number() over (partition by 2 * demand_row + (blocked > 0)::int order by score desc, supply_row) as place,
from scored
qualify place <= $top
order by score desc, supply_row, demand_row
