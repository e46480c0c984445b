-- Changes of a scenario that do not define what changes, or by how much.
-- Columns: table, row_key, column, value
with needed as (
    select
        change_id,
        change_kind,
        case
            when change_kind = 'price' and factor is null and growth is null then 'factor'
            when change_kind in ('budget', 'company_budget') and budget is null then 'budget'
            when change_kind in ('budget', 'company_budget') and currency is null then 'currency'
            when starts_with(change_kind, 'measure') and measure_id is null then 'measure_id'
            when change_kind = 'measure_delayed' and delay is null then 'delay'
            when change_kind = 'measure_resized' and factor is null then 'factor'
            when change_kind = 'synergy_on' and synergy_id is null then 'synergy_id'
            when change_kind in ('company_leaves', 'company_arrives') and company_id is null then 'company_id'
        end as "column",
    from scenario_change
)
select
    'scenario_change' as "table",
    change_id as row_key,
    "column",
    change_kind as value,
from needed
where "column" is not null
order by change_id
