-- One row: facts that show whether the administration of a park carries on by itself; empty where nothing is recorded.
-- Parameters: $park_id, $today
-- Columns:    session_id, session_en, session_zh, session_on, moderated_by, updated_on, updated_by, committee_on, actions, open_actions, late_actions, ownerless_actions, posts, gaps, unplanned_gaps, steps, independent_steps
with held as (
    select * from event
    where park_id = $park_id and starts_on <= $today
),

session as (
    select * from held
    where event_kind in ('conference', 'workshop', 'meeting', 'committee')
    order by starts_on desc, event_id
    limit 1
),

own_row as (
    select 'flow' as table_name, flow_id as row_key from flow where park_id = $park_id
    union all
    select 'stream', stream_id from stream join site using (site_id) where park_id = $park_id
    union all
    select 'measure', measure_id from measure join site using (site_id) where park_id = $park_id
),

-- What comes with the product is no work of the administration.
updated as (
    select changed_at, changed_by
    from change_log
    join own_row using (table_name, row_key)
    where changed_by <> 'isdata'
    order by changed_at desc
    limit 1
),

open_action as (
    select * from action
    where park_id = $park_id and coalesce(status, 'open') not in ('done', 'dropped', 'cancelled')
),

gap as (
    select
        count(*) as gaps,
        count(*) filter (
            not exists (
                select 1 from training_measure
                where training_measure.post_id = post_competence.post_id
                    and training_measure.competence_id = post_competence.competence_id
                    and training_measure.training_status in ('planned', 'running')
            )
        ) as unplanned_gaps,
    from post_competence
    join post using (post_id)
    where post.park_id = $park_id and post_competence.required_level > post_competence.current_level
),

step as (
    select
        count(*) as steps,
        count(*) filter (mission_step.is_independent) as independent_steps,
    from mission_step
    join mission using (mission_id)
    where mission.park_id = $park_id
)

select
    (select event_id from session) as session_id,
    (select name_en from session) as session_en,
    (select name_zh from session) as session_zh,
    (select starts_on from session) as session_on,
    (select moderated_by from session) as moderated_by,
    (select changed_at::date from updated) as updated_on,
    (select changed_by from updated) as updated_by,
    (select max(starts_on) from held where event_kind = 'committee') as committee_on,
    (select count(*) from action where park_id = $park_id) as actions,
    (select count(*) from open_action) as open_actions,
    (select count(*) from open_action where due_date < $today) as late_actions,
    (select count(*) from open_action where owner is null) as ownerless_actions,
    (select count(*) from post where park_id = $park_id) as posts,
    gap.gaps,
    gap.unplanned_gaps,
    step.steps,
    step.independent_steps,
from gap, step
