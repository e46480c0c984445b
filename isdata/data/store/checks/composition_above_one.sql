-- Streams and resources whose shares of substances add up to more than 1.
-- Columns: table, row_key, column, value
select
    'stream_composition' as "table",
    stream_id as row_key,
    'share' as "column",
    cast(round(sum(share), 4) as varchar) as value,
from stream_composition
group by stream_id
having sum(share) > 1.0005
union all
select
    'resource_composition',
    resource_id,
    'share',
    cast(round(sum(share), 4) as varchar),
from resource_composition
group by resource_id
having sum(share) > 1.0005
order by 1, 2
