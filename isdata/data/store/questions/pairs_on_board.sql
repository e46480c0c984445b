-- One row per synergy that has not ended, pair of its sites, and similar resource.
-- Similar as in synergies_of_sites.sql: the same resource, or a product of its known treatment; for energy and water, any
-- resource of the same class; from a provider to who treats it or operates the plant, also what the resource is made of.
-- Parameters: none
-- Columns:    synergy_id, site_id, other_site_id, resource_id
with recursive going_on as (
    select
        synergy_id,
        resource_id,
    from synergy
    where stage <> 'ended'
),

made as (
    from going_on
    union
    select
        made.synergy_id,
        treatment.output_id,
    from made
    inner join treatment on treatment.input_id = made.resource_id
),

-- Resources from which treatment produces that of the synergy.
origin as (
    from going_on
    union
    select
        origin.synergy_id,
        treatment.input_id,
    from origin
    inner join treatment on treatment.output_id = origin.resource_id
),

alike as (
    select
        synergy_id,
        resource_id,
    from made
    union
    select
        synergy.synergy_id,
        other.resource_id,
    from synergy
    inner join resource on resource.resource_id = synergy.resource_id
    inner join resource as other
        on other.kind in ('energy', 'water') and other.resource_class = resource.resource_class
    where synergy.stage <> 'ended'
)

select
    alike.synergy_id,
    one.site_id,
    another.site_id as other_site_id,
    alike.resource_id,
from alike
inner join synergy_participant as one on one.synergy_id = alike.synergy_id
inner join synergy_participant as another on another.synergy_id = alike.synergy_id
where alike.resource_id is not null
union
select
    origin.synergy_id,
    one.site_id,
    another.site_id as other_site_id,
    origin.resource_id,
from origin
inner join synergy_participant as one on one.synergy_id = origin.synergy_id and one.role = 'provider'
inner join synergy_participant as another
    on another.synergy_id = origin.synergy_id and another.role in ('treatment', 'operator')
where origin.resource_id is not null
order by site_id, other_site_id, resource_id, synergy_id
