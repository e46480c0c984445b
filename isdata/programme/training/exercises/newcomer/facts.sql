-- The application against the limits for newcomers. One row; its columns are the facts.
with applied as (
    select
        area, employees, value_added,
        (select quantity from newcomer_flow where newcomer_flow_id = 'TR-NEW-2') as water,
        (select quantity from newcomer_flow where newcomer_flow_id = 'TR-NEW-4') as placed,
        (select sum(quantity) from newcomer_flow where newcomer_flow_id in ('TR-NEW-4', 'TR-NEW-5')) as waste,
    from newcomer
    where newcomer_id = 'TR-NEW'
), allowed as (
    select
        any_value(maximum) filter (rule = 'water_intensity') as water_limit,
        any_value(minimum) filter (rule = 'land_output') as land_limit,
        any_value(minimum) filter (rule = 'jobs_per_area') as jobs_limit,
        any_value(minimum) filter (rule = 'waste_reused') as waste_limit,
    from threshold
    where park_id = 'chengdu'
), needed as (
    select *, water / water_limit * 10000 as for_water, area * land_limit * 10000 as for_land
    from applied
    cross join allowed
), broken as (
    select
        *,
        list_filter([
            if(employees / area < jobs_limit, 'jobs', null),
            if(value_added < for_land, 'land', null),
            if(100 * placed / waste < waste_limit, 'waste', null),
            if(value_added < for_water, 'water', null)
        ], lambda name: name is not null) as names,
    from needed
)
select
    * exclude (names),
    array_to_string(names, ',') as codes,
    array_to_string(list_transform(names, lambda name: map {
        'jobs': 'jobs per area', 'land': 'value added per area', 'waste': 'solid waste', 'water': 'fresh water'}[name]), ', ') as broken_en,
    array_to_string(list_transform(names, lambda name: map {
        'jobs': '单位面积就业', 'land': '单位面积增加值', 'waste': '固废去向', 'water': '新鲜水'}[name]), '、') as broken_zh,
    greatest(for_water, for_land) as expected,
from broken
