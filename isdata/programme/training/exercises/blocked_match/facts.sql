-- Data of supply, demand and the ash bought so far. One row; its columns are the facts.
with declared as (
    select
        max(quantity) filter (stream_id = 'TR-BLK-P') as supply,
        max(quantity) filter (stream_id = 'TR-BLK-R') as demand,
        max(share) filter (stream_id = 'TR-BLK-P') * 100 as carbon,
        max(share) filter (stream_id = 'TR-BLK-R') * 100 as "limit",
        seeded(2, 3) as clean,
    from stream
    join stream_composition using (stream_id)
    where stream_id like 'TR-BLK-%'
)
select *, "limit" - clean as room, carbon - clean as excess, demand * ("limit" - clean) / (carbon - clean) as expected
from declared
