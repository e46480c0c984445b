-- Streams that state more hours than possible in a year with their hours of the day, or, if the power in operation is
-- stated, than possible in a month for its share. The reported value is the most that is possible. Tolerances: leap
-- years, shares rounded to per cent, and 31 days in every month.
-- Columns: table, row_key, column, value
with stated as (
    select
        stream_id,
        hours,
        power,
        coalesce(nullif((daily_until - daily_from + 24) % 24, 0), 24) as hours_of_day,
    from stream
    where hours is not null
),

busiest as (
    select
        stream_id,
        max(share) - 0.005 as share,
    from stream_profile
    group by stream_id
),

fitting as (
    select
        stated.stream_id,
        stated.hours,
        floor(hours_of_day * least(366, 31 / if(stated.power is null, null, greatest(busiest.share, 0.01)))) as most,
    from stated
    left join busiest on busiest.stream_id = stated.stream_id
)

select
    'stream' as "table",
    stream_id as row_key,
    'hours' as "column",
    cast(cast(most as integer) as varchar) as value,
from fitting
where hours > 1.01 * most
order by stream_id
