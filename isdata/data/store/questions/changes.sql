-- One row per change: who changed how many rows of which tables when and why, the newest first.
-- The park of a row is the one that it states, else that of the site, stream, measure, synergy, network or mission that it names.
-- Parameters: $most
-- Columns:    version, changed_at, changed_by, reason, tables, parks (ids, of the rows that belong to one), added, changed, removed
with logged as (
    select
        *,
        json_extract_string(
            coalesce(after, before),
            ['park_id', 'site_id', 'stream_id', 'measure_id', 'synergy_id', 'network_id', 'mission_id']
        ) as ids,
    from change_log
),

place as (
    select 'site:' || site_id as named, park_id from site
    union all
    select 'stream:' || stream_id, site.park_id from stream join site using (site_id)
    union all
    select 'measure:' || measure_id, site.park_id from measure join site using (site_id)
    union all
    select 'synergy:' || synergy_id, park_id from synergy
    union all
    select 'network:' || network_id, park_id from network
    union all
    select 'mission:' || mission_id, park_id from mission
),

placed as (
    select
        logged.*,
        coalesce(ids[1], place.park_id) as park_id,
    from logged
    left join place on place.named = coalesce(
        'site:' || ids[2],
        'stream:' || ids[3],
        'measure:' || ids[4],
        'synergy:' || ids[5],
        'network:' || ids[6],
        'mission:' || ids[7]
    )
)

select
    version,
    min(changed_at) as changed_at,
    changed_by,
    reason,
    list(distinct table_name order by table_name) as tables,
    coalesce(list(distinct park_id order by park_id) filter (where park_id is not null), []) as parks,
    count(*) filter (where before is null) as added,
    count(*) filter (where before is not null and after is not null) as changed,
    count(*) filter (where after is null) as removed,
from placed
group by version, changed_by, reason
order by version desc
limit $most
