-- One row per synergy that includes all given sites and has not ended; those with a similar resource first.
-- Similar is the same resource, or a product of its known treatment; for energy and water, any resource of the same class.
-- Parameters: $sites, $resources
-- Columns:    synergy_id, park_id, name_en, name_zh, stage, resource_id, is_alike
with recursive wanted as (
    select
        resource_id,
        kind,
        resource_class,
    from resource
    where list_contains($resources, resource_id)
),

-- Resources from which treatment produces the wanted ones.
origin as (
    select resource_id
    from wanted
    union
    select treatment.input_id
    from origin
    inner join treatment on treatment.output_id = origin.resource_id
)

select
    synergy.synergy_id,
    synergy.park_id,
    synergy.name_en,
    synergy.name_zh,
    synergy.stage,
    synergy.resource_id,
    coalesce(synergy.resource_id in (select origin.resource_id from origin), false)
    or exists (
        from wanted
        where wanted.kind in ('energy', 'water') and wanted.resource_class = resource.resource_class
    ) as is_alike,
from synergy
left join resource on resource.resource_id = synergy.resource_id
where synergy.stage <> 'ended'
    and list_has_all(
        (
            select list(synergy_participant.site_id)
            from synergy_participant
            where synergy_participant.synergy_id = synergy.synergy_id
        ),
        $sites
    )
order by is_alike desc, synergy.synergy_id
