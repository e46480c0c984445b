-- One row per scenario of a park.
-- Parameters: $park_id
-- Columns:    scenario_id, version (of the last change), park_id, name_en, name_zh, discount_rate [1/yr], factor_region_id, region_en, region_zh, horizon [yr], scope, objective, co2_price [currency/t], currency, co2_floor [t/yr], longest_payback [yr], degradation [1/yr], tax_rate, inflation [1/yr], carries_over, note, source, is_illustrative
with last_change as (
    select
        row_key,
        max(version) as version,
    from (from change_log where table_name = 'scenario')
    group by row_key
)

select
    scenario.scenario_id,
    coalesce(last_change.version, 0) as version,
    scenario.park_id,
    scenario.name_en,
    scenario.name_zh,
    scenario.discount_rate,
    scenario.factor_region_id,
    region.name_en as region_en,
    region.name_zh as region_zh,
    scenario.horizon,
    scenario.scope,
    scenario.objective,
    scenario.co2_price,
    scenario.currency,
    scenario.co2_floor,
    scenario.longest_payback,
    scenario.degradation,
    scenario.tax_rate,
    scenario.inflation,
    scenario.carries_over,
    scenario.note,
    scenario.source,
    coalesce(scenario.is_illustrative, false) as is_illustrative,
from scenario
left join region on region.region_id = scenario.factor_region_id
left join last_change on last_change.row_key = scenario.scenario_id
where scenario.park_id = $park_id
order by scenario.scenario_id
