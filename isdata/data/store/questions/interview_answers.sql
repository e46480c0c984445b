-- One row per answer of an interview, in order of entry.
-- Parameters: $interview_id
-- Columns:    answer_id, interview_id, topic, words, resource_id, quantity [unit/yr], unit, uncertainty [%], investment [currency], lifetime [yr]
select
    answer_id,
    interview_id,
    topic,
    words,
    resource_id,
    quantity,
    unit,
    uncertainty,
    investment,
    lifetime,
from interview_answer
where interview_id = $interview_id
order by length(answer_id), answer_id
