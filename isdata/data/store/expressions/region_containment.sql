-- Table: one row per region and region that contains it, itself included, with their distance (0 for itself, 1 for the next
-- wider one): region_id, within_id, distance.
with recursive above as (
    select region_id, region_id as within_id, 0 as distance from region
    union
    select above.region_id, region.parent_id, above.distance + 1
    from above
    join region on region.region_id = above.within_id
    where region.parent_id is not null and above.distance < 9  -- stops at cycles, as a region may be entered as part of itself
)

select region_id, within_id, min(distance) as distance from above group by region_id, within_id
