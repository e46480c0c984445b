-- Streams whose monthly shares do not add up to the whole year, with a tolerance for rounding.
-- Columns: table, row_key, column, value
select
    'stream_profile' as "table",
    stream_id as row_key,
    'share' as "column",
    cast(round(sum(share), 4) as varchar) as value,
from stream_profile
group by stream_id
having abs(sum(share) - 1) > 0.01
order by stream_id
