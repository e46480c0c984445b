-- One row per stage that a synergy entered, newest first. For readers other than the facilitator, notes are empty if a
-- partner of the synergy is undisclosed, or if the note names another such company.
-- Parameters: $synergy, $sees_all, $own
-- Columns:    entered_on, stage, note
with kept as (
    select
        coalesce(bool_or(
            company.visibility <> 'public'
            and not coalesce(synergy_participant.is_named, false)
            and not list_contains($own, company.company_id)
        ), false) as is_kept,
    from synergy_participant
    join site on site.site_id = synergy_participant.site_id
    join company on company.company_id = site.company_id
    where synergy_participant.synergy_id = $synergy
),

kept_name as (
    select
        unnest([company.name_en, company.name_zh, site.name_en, site.name_zh]) as name,
    from company
    join site on site.company_id = company.company_id
    where company.visibility <> 'public'
        and site.site_id not in (from synergy_participant select site_id where synergy_id = $synergy)
)

select
    synergy_stage.entered_on,
    synergy_stage.stage,
    if(
        $sees_all
        or not (kept.is_kept or exists (from kept_name where contains(synergy_stage.note, kept_name.name))),
        synergy_stage.note, null
    ) as note,
from synergy_stage
cross join kept
where synergy_stage.synergy_id = $synergy
order by synergy_stage.entered_on desc, list_position(
    ['idea', 'discussion', 'negotiation', 'feasibility', 'implementation', 'operation', 'ended'], synergy_stage.stage
) desc
