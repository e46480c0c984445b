-- One row: the highest number among the synergies of a park that bear numbered ids, also of those removed since.
-- Parameters: $park
-- Columns:    highest
with used as (
    select synergy_id as id
    from synergy
    union
    select row_key
    from change_log
    where table_name = 'synergy'
)

select coalesce(max(try_cast(substr(id, len($park) + 4) as bigint)), 0) as highest
from used
where starts_with(id, concat($park, '-SY'))
