-- One row per later change that depends on the given changes: it affected the same rows, uses rows that they added,
-- or removed rows that they referred to.
-- Parameters: $versions, and of each reference between tables: $referring (table), $columns, $referred (table)
-- Columns:    version
with link as (
    select
        unnest(cast($referring as varchar[])) as referring,
        unnest(cast($columns as varchar[])) as "column",
        unnest(cast($referred as varchar[])) as referred,
),

going as (
    select
        table_name,
        row_key,
        min(version) as version,
        arg_min(struct_pack(value := before), version).value as before,
    from change_log
    where list_contains(cast($versions as bigint[]), version)
    group by table_name, row_key
),

later as (
    select
        version,
        table_name,
        row_key,
        after,
        -- Present state of the row.
        last_value(after) over (
            partition by table_name, row_key
            order by version
            rows between unbounded preceding and unbounded following
        ) as stored,
    from change_log
    where version > (select min(version) from going)
)

select later.version
from later
inner join going
    on later.table_name = going.table_name
    and later.row_key = going.row_key
    and later.version > going.version
union
select later.version
from going
inner join link
    on going.table_name = link.referred
    and going.before is null
inner join later
    on link.referring = later.table_name
    and going.version < later.version
    and going.row_key = (later.stored ->> link."column")
    and going.row_key = (later.after ->> link."column")
union
select later.version
from going
inner join link
    on going.table_name = link.referring
inner join later
    on link.referred = later.table_name
    and going.version < later.version
    and later.stored is null
    and later.after is null
    and later.row_key = (going.before ->> link."column")
order by version
