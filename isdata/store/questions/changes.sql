-- One row per change of a table: who changed how many rows of it when and why, the newest first.
-- Parameters: $most
-- Columns:    version, changed_at, changed_by, reason, table_name, added, changed, removed
select
    version,
    min(changed_at) as changed_at,
    changed_by,
    reason,
    table_name,
    count(*) filter (where before is null) as added,
    count(*) filter (where before is not null and after is not null) as changed,
    count(*) filter (where after is null) as removed,
from change_log
group by version, changed_by, reason, table_name
order by version desc, table_name
limit $most
