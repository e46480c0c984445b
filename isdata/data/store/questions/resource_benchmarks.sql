-- One row per reference value of a park for resources per value added: thresholds of the master plan, entered benchmarks,
-- limits of standards entered from their documents, and the newest published mean of the park's region or of one that contains it.
-- Parameters: $park_id
-- Columns:    threshold_id (null if published), rule, name_en, name_zh (of the region, if published), minimum [unit], maximum [unit], unit, year, source, is_illustrative, is_published
with published as (
    select
        factor.method as rule,
        region.name_en,
        region.name_zh,
        factor.value as maximum,
        factor.unit,
        factor.year,
        factor.source,
    from park
    join {region_containment} as above on above.region_id = park.region_id
    join region on region.region_id = above.within_id
    join factor on factor.region_id = above.within_id
    where park.park_id = $park_id
        and factor.factor_kind = 'benchmark'
        and factor.method = 'water_intensity'
    qualify row_number() over (partition by factor.method order by above.distance, factor.year desc, factor.factor_id) = 1
),

own as (
    select
        *,
        case
            when rule is not null then rule
            when indicator_id in ('hj274:energy_intensity', 'eip:energy_productivity') then 'energy_intensity'
            when indicator_id in ('hj274:water_intensity', 'eip:water_productivity') then 'water_intensity'
            when indicator_id = 'hj274:land_output' then 'land_output'
        end as about,
        case when rule is null then concat(replace(upper(split_part(indicator_id, ':', 1)), 'HJ', 'HJ '), ': ') else '' end as standard,
    from threshold
    where park_id = $park_id
)

select
    threshold_id,
    about as rule,
    standard || name_en as name_en,
    standard || name_zh as name_zh,
    minimum,
    maximum,
    unit,
    year,
    source,
    coalesce(is_illustrative, false) as is_illustrative,
    false as is_published,
from own
where about in ('energy_intensity', 'water_intensity', 'land_output')
union all
select null, rule, name_en, name_zh, null, maximum, unit, year, source, false, true
from published
order by rule, is_published, threshold_id
