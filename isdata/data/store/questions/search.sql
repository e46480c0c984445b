-- One row per park, company, resource and published case (and, for readers who see everything, synergy, measure, event,
-- decision, risk, service, document, programme and partner) whose name, alias or synonym contains the search words. Order: exact
-- names, exact synonyms, then names that contain the words; resources with most flows in the park come first.
-- A company in several parks has one row for each. Undisclosed companies are left out for readers who do not see
-- everything. Empty words return every name.
-- Programmes are also found by the type of their agreement. They and their partners are found once, in the park if it takes part.
-- Parameters: $words, $agreements (types of agreements that the words name), $park, $sees_all, $own, $most (of each kind; null: all)
-- Columns:    found, id, park_id, name_en, name_zh, also (aliases or synonyms that contain the words), kind (of most of a company's flows or of an event, empty if it has none; type of a programme's agreement; event of a decision), total (of its kind)
with flow_end as (
    select
        unnest(list_distinct([provider_id, receiver_id])) as site_id,
        resource_id,
    from flow
),

named as (
    select
        'park' as found,
        park_id as id,
        park_id,
        name_en,
        name_zh,
        aliases as also,
        null as kind,
    from park
    union all
    select
        'company',
        company.company_id,
        site.park_id,
        company.name_en,
        company.name_zh,
        null,
        mode(resource.kind),
    from company
    join site on site.company_id = company.company_id
    left join flow_end on flow_end.site_id = site.site_id
    left join resource on resource.resource_id = flow_end.resource_id
    where $sees_all or company.visibility = 'public' or list_contains($own, company.company_id)
    group by all
    union all
    select
        'resource',
        resource_id,
        null,
        name_en,
        name_zh,
        concat_ws('; ', synonyms_en, synonyms_zh),
        null,
    from resource
    union all
    select
        'synergy',
        synergy_id,
        park_id,
        name_en,
        name_zh,
        null,
        null,
    from synergy
    where $sees_all
    union all
    select
        'measure',
        measure.measure_id,
        site.park_id,
        measure.name_en,
        measure.name_zh,
        null,
        null,
    from measure
    join site on site.site_id = measure.site_id
    where $sees_all
    union all
    select
        'programme',
        programme.programme_id,
        programme_park.park_id,
        programme.name_en,
        programme.name_zh,
        null,
        programme.agreement_kind,
    from programme
    join programme_park on programme_park.programme_id = programme.programme_id
    where $sees_all
    qualify row_number() over (
        partition by programme.programme_id
        order by programme_park.park_id = $park desc nulls last, programme_park.park_id
    ) = 1
    union all
    select
        'partner',
        partner.partner_id,
        coalesce(partner.park_id, network.park_id, programme_park.park_id),
        partner.name_en,
        partner.name_zh,
        null,
        null,
    from programme_partner as partner
    left join network on network.network_id = partner.network_id
    left join programme_park on programme_park.programme_id = partner.programme_id
    where $sees_all
    qualify row_number() over (
        partition by partner.partner_id
        order by programme_park.park_id = $park desc nulls last, programme_park.park_id
    ) = 1
    union all
    select 'case', case_id, null, name_en, name_zh, null, null from case_study
    union all
    select 'event', event_id, park_id, name_en, name_zh, null, event_kind from event where $sees_all
    union all
    select 'decision', decision_id, park_id, name_en, name_zh, null, event_id from decision where $sees_all
    union all
    select 'risk', risk_id, park_id, name_en, name_zh, null, null from risk where $sees_all
    union all
    select 'service', service_id, park_id, name_en, name_zh, null, null from service where $sees_all
    union all
    select 'document', document_id, park_id, name_en, name_zh, null, null from document where $sees_all
),

-- Flows of the park by resource, of companies fully disclosed to the reader.
here as (
    select
        flow_end.resource_id,
        count(*) as flows,
    from flow_end
    join site on site.site_id = flow_end.site_id
    join company on company.company_id = site.company_id
    where
        site.park_id = $park
        and ($sees_all or company.visibility = 'public' or list_contains($own, company.company_id))
    group by flow_end.resource_id
),

said as (
    select
        * exclude (also),
        list_filter(
            regexp_split_to_array(coalesce(also, ''), '\s*[;；]\s*'),
            lambda name: contains(lower(name), lower($words))
        ) as also,
    from named
)

select
    found,
    id,
    park_id,
    name_en,
    name_zh,
    nullif(array_to_string(also, '; '), '') as also,
    kind,
    count(*) over (partition by found) as total,
from said
left join here on said.found = 'resource' and here.resource_id = said.id
where contains(lower(concat_ws(' ', id, name_en, name_zh)), lower($words)) or len(also) > 0
    or said.found = 'programme' and list_contains($agreements, kind)
qualify $most is null or row_number() over (
    partition by found
    order by
        lower($words) in (lower(id), lower(name_en), name_zh) desc,
        list_contains(list_transform(also, lambda name: lower(name)), lower($words)) desc,
        contains(lower(concat_ws(' ', name_en, name_zh)), lower($words)) desc,
        park_id = $park desc nulls last,
        here.flows desc nulls last,
        name_en
) <= $most
order by
    lower($words) in (lower(id), lower(name_en), name_zh) desc,
    list_contains(list_transform(also, lambda name: lower(name)), lower($words)) desc,
    contains(lower(concat_ws(' ', name_en, name_zh)), lower($words)) desc,
    found = 'park' desc,
    found,
    park_id = $park desc nulls last,
    here.flows desc nulls last,
    name_en,
    park_id
