-- One row: attributes of a park for comparing it with cases; empty where nothing is recorded.
-- Parameters: $park_id
-- Columns:    instruments, companies, projects
with done as (
    select synergy_id as project from synergy where park_id = $park_id and stage = 'operation'
    union all
    select measure_id from measure join site using (site_id)
    where site.park_id = $park_id and measure.status in ('implemented', 'verified')
),

instrument as (
    select 'symbiosis' as name from synergy where park_id = $park_id
    union
    select 'energy_network' from network where park_id = $park_id
)

select
    (select string_agg(name, '; ' order by name) from instrument) as instruments,
    (
        select nullif(count(distinct company_id), 0)
        from site
        where park_id = $park_id and not coalesce(is_outside, false)
    ) as companies,
    (select nullif(count(*), 0) from done) as projects,
