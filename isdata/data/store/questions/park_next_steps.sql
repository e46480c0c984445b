-- One row per open step in a park, earliest due date first. For readers other than the facilitator, steps of synergies,
-- measures and events of undisclosed companies are left out, as are those whose text contains the name of such a company;
-- owners who are one are empty. Steps of one synergy with the same owner and due date are one row, with the wording of the synergy.
-- Parameters: $park_id, $sees_all, $own
-- Columns:    step_en, step_zh, about_en, about_zh, owner, due_date, stage
with kept_site as (
    select
        site.site_id,
        site.company_id,
        [company.name_en, company.name_zh, site.name_en, site.name_zh] as names,
    from site
    join company on company.company_id = site.company_id
    where company.visibility <> 'public'
        and not $sees_all
        and not list_contains($own, company.company_id)
),

kept_name as (
    select
        site_id,
        unnest(names) as name,
    from kept_site
),

kept_synergy as (
    select distinct synergy_participant.synergy_id
    from synergy_participant
    join kept_site on kept_site.site_id = synergy_participant.site_id
    where not coalesce(synergy_participant.is_named, false)
),

own_step as (
    select
        synergy_id,
        next_step_en as step_en,
        next_step_zh as step_zh,
        name_en as about_en,
        name_zh as about_zh,
        owner,
        due_date,
        stage,
    from synergy
    where park_id = $park_id
        and stage <> 'ended'
        and coalesce(next_step_en, next_step_zh) is not null
        and synergy_id not in (select synergy_id from kept_synergy)
),

open_step as (
    from own_step
    union all
    select
        action.synergy_id,
        action.name_en,
        action.name_zh,
        coalesce(event.name_en, synergy.name_en),
        coalesce(event.name_zh, synergy.name_zh),
        action.owner,
        action.due_date,
        null,
    from action
    left join synergy on synergy.synergy_id = action.synergy_id
    left join event on event.event_id = action.event_id
    left join measure on measure.measure_id = action.measure_id
    where action.park_id = $park_id
        and action.status in ('open', 'doing')
        and not exists (from kept_synergy where kept_synergy.synergy_id = action.synergy_id)
        and not exists (
            from own_step
            where own_step.synergy_id = action.synergy_id
                and own_step.due_date is not distinct from action.due_date
                and own_step.owner is not distinct from action.owner
        )
        and not exists (
            from kept_site
            where kept_site.site_id in (measure.site_id, event.place)
                or kept_site.company_id = event.place
        )
)

select
    step_en,
    step_zh,
    about_en,
    about_zh,
    if(exists (from kept_name where contains(owner, kept_name.name)), null, owner) as owner,
    due_date,
    stage,
from open_step
where not exists (
    from kept_name
    where contains(concat_ws(' ', step_en, step_zh, about_en, about_zh), kept_name.name)
        and not exists (
            from synergy_participant
            where synergy_participant.synergy_id = open_step.synergy_id
                and synergy_participant.site_id = kept_name.site_id
                and synergy_participant.is_named
        )
)
order by due_date nulls last, about_en
