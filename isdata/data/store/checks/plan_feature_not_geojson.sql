-- Plan features whose geometry is not a GeoJSON geometry.
-- Columns: table, row_key, column, value
select
    'plan_feature' as "table",
    feature_id as row_key,
    'geometry' as "column",
    null as value,
from plan_feature
where not coalesce(
    case
        when json_valid(geometry)
            then json_extract_string(geometry, '$.type') in (
                    'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'
                )
                and json_type(geometry, '$.coordinates') = 'ARRAY'
    end,
    false
)
order by feature_id
