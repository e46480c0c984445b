-- Findings of each field, in the order in which they are considered; all is read from the newest contract of the park.
-- Columns: field, finding, applies
with newest as (
    from success_contract where park_id = 'chengdu' order by contract_id desc limit 1
), listed as (
    select
        success_weight.*,
        is_more_better,
        any_value(indicator_value.value) filter (indicator_value.year = 2024) as reached,
        any_value(indicator_value.value) filter (indicator_value.year = 2022) as before,
    from newest
    join success_weight using (contract_id)
    left join indicator using (indicator_id)
    left join indicator_value
        on indicator_value.indicator_id = success_weight.indicator_id and indicator_value.park_id = 'chengdu'
            and value_kind = 'reached'
    group by all
), whole as (
    select
        count(*) filter (indicator_id like 'TR-WGT-%') as own,
        coalesce(sum(weight), 0) as total,
        coalesce(max(weight), 0) as heaviest,
        coalesce(max(weight) filter (indicator_id = 'TR-WGT-1'), 0) as landfill,
        coalesce(max(weight) filter (indicator_id = 'TR-WGT-3'), 0) as resources,
        coalesce(bool_or(coalesce(weight, 0) <= 0), true) as has_none,
        coalesce(bool_or(baseline is null), true) as lacks_baseline,
        bool_and(near(baseline, reached)) as is_reached,
        bool_and(near(baseline, before)) as is_before,
        bool_or(indicator_id = 'TR-WGT-1' and near(baseline, other('landfill'))) as is_other,
        coalesce(bool_or(target is null), true) as lacks_target,
        bool_or(indicator_id = 'TR-WGT-2' and target > baseline) as is_upwards,
        bool_or(if(coalesce(is_more_better, true), target <= baseline, target >= baseline)) as is_no_better,
        (select baseline_year from newest) as year,
        (select locked_on from newest) as locked_on,
    from listed
)
select field, finding, applies
from whole,
    lateral (
        values
        ('indicators', 'no_contract', own = 0),
        ('indicators', 'indicator_missing', own < 4),
        ('indicators', 'right', true),
        ('weights', 'no_contract', own = 0),
        ('weights', 'no_weight', has_none),
        ('weights', 'landfill_decides', landfill > 0.5 * total),
        ('weights', 'one_decides', heaviest > 0.5 * total),
        ('weights', 'landfill_first', landfill > resources),
        ('weights', 'not_whole', abs(total - 1) > 0.000001),
        ('weights', 'right', true),
        ('baselines', 'no_contract', own = 0),
        ('baselines', 'baseline_missing', lacks_baseline),
        ('baselines', 'copied', is_other),
        ('baselines', 'other_year', is_before),
        ('baselines', 'other_baseline', not is_reached),
        ('baselines', 'year_missing', coalesce(year, 0) != 2024),
        ('baselines', 'right', true),
        ('targets', 'no_contract', own = 0),
        ('targets', 'target_missing', lacks_target),
        ('targets', 'carbon_upwards', is_upwards),
        ('targets', 'target_reached', is_no_better),
        ('targets', 'right', true),
        ('lock', 'no_contract', own = 0),
        ('lock', 'not_locked', locked_on is null),
        ('lock', 'right', true)
    ) as judged (field, finding, applies)
