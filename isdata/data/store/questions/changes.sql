-- One row per change: who changed how many rows of which tables when and why, the newest first.
-- Parameters: $most
-- Columns:    version, changed_at, changed_by, reason, tables, parks (ids, of the rows that state theirs), added, changed, removed
select
    version,
    min(changed_at) as changed_at,
    changed_by,
    reason,
    list(distinct table_name order by table_name) as tables,
    coalesce(
        list(distinct coalesce(after, before) ->> 'park_id' order by coalesce(after, before) ->> 'park_id')
            filter (where (coalesce(after, before) ->> 'park_id') is not null),
        []
    ) as parks,
    count(*) filter (where before is null) as added,
    count(*) filter (where before is not null and after is not null) as changed,
    count(*) filter (where after is null) as removed,
from change_log
group by version, changed_by, reason
order by version desc
limit $most
