-- One row per change of a park's scenarios, with the name of its subject if the companies concerned are fully
-- disclosed.
-- Parameters: $park_id, $sees_all, $own
-- Columns:    change_id, scenario_id, change_kind, resource_id, measure_id, synergy_id, company_id, factor, growth [1/yr], delay [yr], year, budget [currency], currency, is_open, name_en, name_zh
with partner as (
    select
        synergy_participant.synergy_id,
        bool_and(company.visibility = 'public' or list_contains($own, company.company_id) or coalesce(synergy_participant.is_named, false)) as are_open,
    from synergy_participant
    join site on site.site_id = synergy_participant.site_id
    join company on company.company_id = site.company_id
    group by synergy_participant.synergy_id
)

select
    scenario_change.change_id,
    scenario_change.scenario_id,
    scenario_change.change_kind,
    scenario_change.resource_id,
    scenario_change.measure_id,
    scenario_change.synergy_id,
    scenario_change.company_id,
    scenario_change.factor,
    scenario_change.growth,
    scenario_change.delay,
    scenario_change.year,
    scenario_change.budget,
    scenario_change.currency,
    case
        when $sees_all then true
        when scenario_change.measure_id is not null then coalesce(owner.visibility = 'public' or list_contains($own, owner.company_id), false)
        when scenario_change.synergy_id is not null then coalesce(partner.are_open, true)
        when scenario_change.company_id is not null then coalesce(company.visibility = 'public' or list_contains($own, company.company_id), false)
        else true
    end as is_open,
    if(is_open, coalesce(measure.name_en, synergy.name_en, company.name_en, resource.name_en), null) as name_en,
    if(is_open, coalesce(measure.name_zh, synergy.name_zh, company.name_zh, resource.name_zh), null) as name_zh,
from scenario_change
join scenario on scenario.scenario_id = scenario_change.scenario_id
left join measure on measure.measure_id = scenario_change.measure_id
left join site on site.site_id = measure.site_id
left join company as owner on owner.company_id = site.company_id
left join synergy on synergy.synergy_id = scenario_change.synergy_id
left join partner on partner.synergy_id = scenario_change.synergy_id
left join company on company.company_id = scenario_change.company_id
left join resource on resource.resource_id = scenario_change.resource_id
where scenario.park_id = $park_id
order by scenario_change.scenario_id, scenario_change.change_id
