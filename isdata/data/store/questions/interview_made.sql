-- One row per flow, stream, measure and saving made from the answers of an interview. A saving that somebody changed or added since is
-- marked as edited.
-- Parameters: $interview_id, $reason (of the change that makes them)
-- Columns:    table_name, row_key, measure_id, is_edited
with made as (
    select 'flow' as table_name, flow_id as answer_id, flow_id as row_key from flow
    union all
    select 'stream', stream_id, stream_id from stream
    union all
    select 'measure', measure_id, measure_id from measure
    union all
    select 'measure_saving', measure_id, concat_ws(' · ', measure_id, resource_id) from measure_saving
)

select
    table_name,
    row_key,
    if(table_name = 'measure_saving', answer_id, null) as measure_id,
    table_name = 'measure_saving' and exists (
        from change_log
        where change_log.table_name = made.table_name
            and change_log.row_key = made.row_key
            and change_log.reason <> $reason
    ) as is_edited,
from made
where starts_with(answer_id, $interview_id || '-')
    and try_cast(substr(answer_id, length($interview_id) + 2) as integer) is not null
order by table_name, row_key
