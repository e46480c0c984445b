-- One row per year of a park with reconciled amounts: number of valid and outdated amounts, and of later changes.
-- Parameters: $park_id
-- Columns:    year, flows, reconciled (valid amounts), stale (declaration changed since), newer (flows and stock changes added, changed or removed since, including stale ones)
with kept as (
    select
        flow.year,
        flow.flow_id,
        reconciled_flow.declared is not distinct from flow.quantity
        and reconciled_flow.declared_unit is not distinct from flow.unit
        and reconciled_flow.declared_uncertainty is not distinct from flow.uncertainty as holds,
    from reconciled_flow
    join flow on flow.flow_id = reconciled_flow.flow_id
    where flow.park_id = $park_id
),

counted as (
    select
        year,
        count(*) filter (holds) as reconciled,
        count(*) filter (not holds) as stale,
    from kept
    group by year
),

done as (
    select
        kept.year,
        max(logged.version) as version,
    from (from change_log where table_name = 'reconciled_flow') as logged
    join kept on kept.flow_id = logged.row_key
    group by kept.year
),

later as (
    select
        done.year,
        logged.table_name,
        logged.row_key,
        json_extract_string(coalesce(logged.after, logged.before), '$.park_id') as park_id,
        json_extract_string(coalesce(logged.after, logged.before), '$.site_id') as site_id,
        json_extract_string(coalesce(logged.after, logged.before), '$.year') as stated_for,
    from done
    join (from change_log where table_name in ('flow', 'stock_change')) as logged on logged.version > done.version
),

changed as (
    select
        later.year,
        count(distinct later.row_key) as newer,
    from later
    left join site on site.site_id = later.site_id
    where try_cast(later.stated_for as integer) = later.year
        and coalesce(later.park_id, site.park_id) = $park_id
    group by later.year
)

select
    counted.year,
    (select count(*) from flow where flow.park_id = $park_id and flow.year = counted.year) as flows,
    counted.reconciled,
    counted.stale,
    greatest(coalesce(changed.newer, 0), counted.stale) as newer,
from counted
left join changed on changed.year = counted.year
order by counted.year desc
