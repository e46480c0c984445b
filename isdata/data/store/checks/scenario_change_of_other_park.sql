-- Changes of a scenario that name a measure, synergy or company of another park; except a company that joins the
-- park, with its measures.
-- Columns: table, row_key, column, value
with change as (
    select
        scenario_change.*,
        scenario.park_id,
    from scenario_change
    join scenario on scenario.scenario_id = scenario_change.scenario_id
),

arriving as (
    select
        scenario_id,
        company_id,
    from change
    where change_kind = 'company_arrives'
),

foreign_measure as (
    select
        change.change_id,
        'measure_id' as "column",
        change.measure_id as value,
    from change
    join measure on measure.measure_id = change.measure_id
    join site on site.site_id = measure.site_id
    where site.park_id <> change.park_id
        and not exists (
            from arriving
            where arriving.scenario_id = change.scenario_id
                and arriving.company_id = site.company_id
        )
),

foreign_synergy as (
    select
        change.change_id,
        'synergy_id' as "column",
        change.synergy_id as value,
    from change
    join synergy on synergy.synergy_id = change.synergy_id
    where synergy.park_id <> change.park_id
),

foreign_company as (
    select
        change.change_id,
        'company_id' as "column",
        change.company_id as value,
    from change
    where (change.change_kind = 'company_leaves') <> exists (
        from site
        where site.company_id = change.company_id
            and site.park_id = change.park_id
    )
        and change.change_kind in ('company_leaves', 'company_arrives')
)

select
    'scenario_change' as "table",
    change_id as row_key,
    "column",
    value,
from (
    from foreign_measure
    union all
    from foreign_synergy
    union all
    from foreign_company
)
order by change_id
