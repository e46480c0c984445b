-- One row per table affected by a change, with the number of affected rows.
-- Parameters: $version
-- Columns:    table_name, added, changed, removed
select
    table_name,
    count(*) filter (where before is null) as added,
    count(*) filter (where before is not null and after is not null) as changed,
    count(*) filter (where after is null) as removed,
from change_log
where version = $version
group by table_name
order by table_name
