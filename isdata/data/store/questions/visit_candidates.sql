-- One row per company with a site inside a park: open points that a visit would clarify, in the latest year of the
-- flows. A visit is a round of visits with closed minutes, or an interview outside of one. Open supplies and demands have
-- the names of their resource, and their own, if any.
-- Parameters: $park_id
-- Columns:    company_id, site_id, name_en, name_zh, sector, unknown, unmatched, open_supplies (list of {en, zh, own_en, own_zh}), open_demands (as open_supplies), visits, is_open
with place as (
    select
        site.site_id,
        site.company_id,
        company.name_en,
        company.name_zh,
        company.sector,
        company.visibility = 'public' as is_open,
        row_number() over (partition by site.company_id order by site.site_id) as rank_of_site,
    from site
    join company on company.company_id = site.company_id
    where site.park_id = $park_id
        and not coalesce(site.is_outside, false)
),

end_of_flow as (
    select
        unnest([provider_id, receiver_id]) as site_id,
        quantity,
        basis,
    from flow
    where park_id = $park_id
        and year = (select max(year) from flow where park_id = $park_id)
),

flow_facts as (
    select
        place.company_id,
        count(*) filter (quantity is null or basis in ('estimate', 'sector_default')) as unknown,
    from end_of_flow
    join place on place.site_id = end_of_flow.site_id
    group by place.company_id
),

stream_facts as (
    select
        place.company_id,
        count(*) filter (
            stream.quantity is null
            or stream.basis in ('estimate', 'sector_default')
        ) as unknown,
        count(*) filter (synergy.synergy_id is null) as unmatched,
        list(
            {
                'en': resource.name_en,
                'zh': resource.name_zh,
                'own_en': stream.name_en,
                'own_zh': stream.name_zh,
            } order by stream.stream_id
        ) filter (synergy.synergy_id is null and stream.direction = 'supply') as open_supplies,
        list(
            {
                'en': resource.name_en,
                'zh': resource.name_zh,
                'own_en': stream.name_en,
                'own_zh': stream.name_zh,
            } order by stream.stream_id
        ) filter (synergy.synergy_id is null and stream.direction = 'demand') as open_demands,
    from stream
    join place on place.site_id = stream.site_id
    join resource on resource.resource_id = stream.resource_id
    left join (
        select
            synergy_participant.site_id,
            synergy.resource_id,
            any_value(synergy.synergy_id) as synergy_id,
        from synergy_participant
        join synergy on synergy.synergy_id = synergy_participant.synergy_id
        where synergy.stage <> 'ended'
        group by all
    ) as synergy on synergy.site_id = stream.site_id and synergy.resource_id = stream.resource_id
    group by place.company_id
),

visit_round as (
    select
        event_participant.company_id,
        event.event_id,
        event.starts_on,
        event.ends_on,
        event.closed_on,
    from event
    join event_participant on event_participant.event_id = event.event_id
    where event.park_id = $park_id
        and event.event_kind = 'visit'
),

visited as (
    select
        company_id,
        count(*) as visits,
    from (
        select
            place.company_id,
            visit_round.event_id as visit,
        from visit_round
        join place on place.company_id = visit_round.company_id
        where visit_round.closed_on is not null
        -- Not “union all”: an interview during a round is the same visit.
        union
        select
            place.company_id,
            coalesce(visit_round.event_id, interview.interview_id) as visit,
        from interview
        join place on place.site_id = interview.site_id
        left join visit_round
            on visit_round.company_id = place.company_id
                and interview.held_on between visit_round.starts_on and coalesce(
                    visit_round.ends_on, visit_round.starts_on
                )
    ) as visit
    group by company_id
)

select
    place.company_id,
    place.site_id,
    place.name_en,
    place.name_zh,
    place.sector,
    coalesce(flow_facts.unknown, 0) + coalesce(stream_facts.unknown, 0) as unknown,
    coalesce(stream_facts.unmatched, 0) as unmatched,
    coalesce(stream_facts.open_supplies, []) as open_supplies,
    coalesce(stream_facts.open_demands, []) as open_demands,
    coalesce(visited.visits, 0) as visits,
    place.is_open,
from place
left join flow_facts on flow_facts.company_id = place.company_id
left join stream_facts on stream_facts.company_id = place.company_id
left join visited on visited.company_id = place.company_id
where place.rank_of_site = 1
order by place.company_id
