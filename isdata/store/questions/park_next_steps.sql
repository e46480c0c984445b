-- One row per step that somebody still has to take in a park, the earliest due first.
-- Parameters: $park_id
-- Columns:    step_en, step_zh, about_en, about_zh, owner, due_date, stage
with open_step as (
    select
        next_step_en as step_en,
        next_step_zh as step_zh,
        name_en as about_en,
        name_zh as about_zh,
        owner,
        due_date,
        stage,
    from synergy
    where park_id = $park_id
        and stage not in ('operation', 'ended')
        and coalesce(next_step_en, next_step_zh) is not null
    union all
    select
        action.name_en,
        action.name_zh,
        coalesce(synergy.name_en, event.name_en),
        coalesce(synergy.name_zh, event.name_zh),
        action.owner,
        action.due_date,
        null,
    from action
    left join synergy on synergy.synergy_id = action.synergy_id
    left join event on event.event_id = action.event_id
    where action.park_id = $park_id
        and action.status in ('open', 'doing')
)

select
    step_en,
    step_zh,
    about_en,
    about_zh,
    owner,
    due_date,
    stage,
from open_step
order by due_date nulls last, about_en
