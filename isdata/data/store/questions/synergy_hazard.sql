-- One row: properties of a synergy that determine the permits it may require.
-- Parameters: $synergy
-- Columns:    synergy_id, kind, resource_class, ewc_code, gbt_code, is_hazardous, has_treatment, regions (list), countries (list)
with partner as (
    select
        synergy_participant.synergy_id,
        bool_or(synergy_participant.role = 'treatment') as has_treatment,
        list_sort(list_distinct(list(park.region_id))) as regions,
        list_sort(list_distinct(list(string_split(park.region_id, '-')[1]))) as countries,
    from synergy_participant
    join site on site.site_id = synergy_participant.site_id
    join park on park.park_id = site.park_id
    group by synergy_participant.synergy_id
),

declared as (
    select
        synergy.synergy_id,
        bool_or(coalesce(stream.needs_permit, false) or stream.hazard is not null) as is_hazardous,
    from synergy
    join synergy_participant on synergy_participant.synergy_id = synergy.synergy_id
    join stream
        on stream.site_id = synergy_participant.site_id
        and stream.resource_id = synergy.resource_id
        and stream.direction = 'supply'
    group by synergy.synergy_id
)

select
    synergy.synergy_id,
    coalesce(resource.kind, 'service') as kind,
    resource.resource_class,
    resource.ewc_code,
    resource.gbt_code,
    coalesce(resource.is_hazardous, false) or coalesce(declared.is_hazardous, false)
        or coalesce(contains(resource.ewc_code, '*'), false) as is_hazardous,
    coalesce(partner.has_treatment, false) as has_treatment,
    coalesce(partner.regions, []) as regions,
    coalesce(partner.countries, []) as countries,
from synergy
left join resource on resource.resource_id = synergy.resource_id
left join partner on partner.synergy_id = synergy.synergy_id
left join declared on declared.synergy_id = synergy.synergy_id
where synergy.synergy_id = $synergy
