-- One row per indicator of a success contract, with the latest value and whether the target is met; largest weight first.
-- Progress is the share of the difference between baseline and target that was achieved, 0 to 1; empty if a value is missing.
-- Parameters: $contract_id
-- Columns:    contract_id, indicator_id, name_en, name_zh, unit, is_more_better, weight, baseline, target, reached, year, source, is_met, progress
with reached as (
    select
        success_weight.indicator_id,
        max(indicator_value.year) as year,
        arg_max(indicator_value.value, indicator_value.year) as value,
        arg_max(indicator_value.source, indicator_value.year) as source,
    from success_weight
    join success_contract on success_contract.contract_id = success_weight.contract_id
    join indicator_value on indicator_value.indicator_id = success_weight.indicator_id
        and indicator_value.park_id = success_contract.park_id
        and indicator_value.value_kind = 'reached'
    where success_weight.contract_id = $contract_id
    group by success_weight.indicator_id
)

select
    success_weight.contract_id,
    success_weight.indicator_id,
    indicator.name_en,
    indicator.name_zh,
    indicator.unit,
    coalesce(indicator.is_more_better, true) as is_more_better,
    success_weight.weight,
    success_weight.baseline,
    success_weight.target,
    reached.value as reached,
    reached.year,
    reached.source,
    if(coalesce(indicator.is_more_better, true), reached.value >= target, reached.value <= target) as is_met,
    least(1, greatest(0, (reached.value - baseline) / nullif(target - baseline, 0))) as progress,
from success_weight
join indicator on indicator.indicator_id = success_weight.indicator_id
left join reached on reached.indicator_id = success_weight.indicator_id
where success_weight.contract_id = $contract_id
order by success_weight.weight desc nulls last, success_weight.indicator_id
