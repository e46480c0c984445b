-- One row per synergy that includes all given sites and has not ended; those with a similar resource first.
-- Similar is the same resource, or a product of its known treatment; for energy and water, any resource of the same class;
-- from a provider to who treats it or operates the plant, also what the resource is made of.
-- Parameters: $sites (provider first), $resources
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
),

-- Resources which treatment produces from the wanted ones.
made as (
    select resource_id
    from wanted
    union
    select treatment.output_id
    from made
    inner join treatment on treatment.input_id = made.resource_id
),

provider as (
    select synergy_id
    from synergy_participant
    where role = 'provider' and site_id = $sites[1]
),

treater as (
    select synergy_id
    from synergy_participant
    where role in ('treatment', 'operator') and site_id = $sites[2]
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
    )
    or (
        coalesce(synergy.resource_id in (select made.resource_id from made), false)
        and synergy.synergy_id in (select provider.synergy_id from provider)
        and synergy.synergy_id in (select treater.synergy_id from treater)
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
