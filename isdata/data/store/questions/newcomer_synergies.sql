-- One row per offered synergy between a flow of a newcomer and a stream of the park.
-- Parameters: $newcomer_id
-- Columns:    line_id, stream_id, quantity [unit of the flow/yr], hours (of the stream) [h/yr], note, is_illustrative
select
    newcomer_synergy.newcomer_flow_id as line_id,
    newcomer_synergy.stream_id,
    newcomer_synergy.quantity,
    stream.hours,
    newcomer_synergy.note,
    coalesce(newcomer_synergy.is_illustrative, false) as is_illustrative,
from newcomer_synergy
join newcomer_flow on newcomer_flow.newcomer_flow_id = newcomer_synergy.newcomer_flow_id
left join stream on stream.stream_id = newcomer_synergy.stream_id
where newcomer_flow.newcomer_id = $newcomer_id
order by line_id, newcomer_synergy.stream_id
