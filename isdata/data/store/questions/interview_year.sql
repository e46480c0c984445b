-- One row: data year of the amounts of an interview. It is that of the rows created from it, else the latest year of the
-- park's flows up to the interview, else the year of the interview.
-- Parameters: $interview_id, $day (of the interview, where it has none)
-- Columns:    year
with asked as (
    select
        interview.interview_id,
        site.park_id,
        year(coalesce(interview.held_on, cast($day as date))) as held_in,
    from interview
    join site on site.site_id = interview.site_id
    where interview.interview_id = $interview_id
),

confirmed as (
    select flow.year
    from flow
    join interview_answer on interview_answer.answer_id = flow.flow_id
    where interview_answer.interview_id = $interview_id
    union all
    select stream.year
    from stream
    join interview_answer on interview_answer.answer_id = stream.stream_id
    where interview_answer.interview_id = $interview_id
)

select
    coalesce(
        (select max(confirmed.year) from confirmed),
        (select max(flow.year) from flow where flow.park_id = asked.park_id and flow.year <= asked.held_in),
        asked.held_in
    ) as year,
from asked
