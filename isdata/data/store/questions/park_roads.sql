-- One row per road of the plans of some parks; a park without roads has one row without a geometry. Distances on a
-- sketch of a real park, drawn for illustration only, are not meaningful.
-- Parameters: $parks
-- Columns:    park_id, is_sketch, geometry
with drawn as (
    select
        park_id,
        bool_or(coalesce(is_illustrative, false)) as is_illustrative,
    from plan_feature
    where list_contains($parks, park_id)
    group by park_id
)

select
    park.park_id,
    coalesce(drawn.is_illustrative, false) and not coalesce(park.is_illustrative, false) as is_sketch,
    road.geometry,
from park
left join drawn on drawn.park_id = park.park_id
left join plan_feature as road on road.park_id = park.park_id and road.feature_kind = 'road'
where list_contains($parks, park.park_id)
order by park.park_id, road.feature_id
