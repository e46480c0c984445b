-- One row: the highest number in the numbered ids of a park's synergies, including removed ones.
-- Parameters: $park
-- Columns:    highest
with used as (
    select synergy_id as id
    from synergy
    union
    select row_key
    from (from change_log where table_name = 'synergy')
)

select coalesce(max(try_cast(substr(id, len($park) + 4) as bigint)), 0) as highest
from used
where starts_with(id, concat($park, '-SY'))
