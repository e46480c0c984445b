-- One row per change, newest first: author, time, reason, tables and numbers of rows.
-- The park of a row is its own, else that of a referenced site, stream, measure and so on; of a company, that of its sites if all are in one park.
-- Parameters: $most
-- Columns:    version, changed_at, changed_by, reason, tables, parks (ids, of the rows that belong to one), added, changed, removed
with logged as (
    select
        *,
        json_extract_string(
            coalesce(after, before),
            [
                'park_id', 'site_id', 'stream_id', 'measure_id', 'synergy_id', 'network_id', 'mission_id', 'flow_id',
                'meter_id', 'event_id', 'interview_id', 'task_id', 'contract_id', 'newcomer_id', 'story_id', 'service_id',
                'problem_id', 'document_id', 'supply_id', 'company_id'
            ]
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
    union all
    select 'flow:' || flow_id, park_id from flow
    union all
    select 'meter:' || meter_id, site.park_id from meter join site using (site_id)
    union all
    select 'event:' || event_id, park_id from event
    union all
    select 'interview:' || interview_id, site.park_id from interview join site using (site_id)
    union all
    select 'task:' || task_id, park_id from task
    union all
    select 'contract:' || contract_id, park_id from success_contract
    union all
    select 'newcomer:' || newcomer_id, park_id from newcomer
    union all
    select 'story:' || story_id, park_id from story
    union all
    select 'service:' || service_id, park_id from service
    union all
    select 'problem:' || problem_id, park_id from problem
    union all
    select 'document:' || document_id, park_id from document
    union all
    select 'company:' || company_id, min(park_id) from site group by company_id having count(distinct park_id) = 1
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
        'mission:' || ids[7],
        'flow:' || ids[8],
        'meter:' || ids[9],
        'event:' || ids[10],
        'interview:' || ids[11],
        'task:' || ids[12],
        'contract:' || ids[13],
        'newcomer:' || ids[14],
        'story:' || ids[15],
        'service:' || ids[16],
        'problem:' || ids[17],
        'document:' || ids[18],
        'stream:' || ids[19],
        'company:' || ids[20]
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
