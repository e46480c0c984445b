-- One row per stored assumption of a synergy: author and time of the last change.
-- Parameters: $synergy
-- Columns:    assumption, from_year, changed_by, changed_at
select
    split_part(row_key, ' · ', 2) as assumption,
    cast(split_part(row_key, ' · ', 3) as integer) as from_year,
    arg_max(changed_by, version) as changed_by,
    max(changed_at) as changed_at,
from (from change_log where table_name = 'synergy_assumption')
where starts_with(row_key, concat($synergy, ' · '))
group by row_key
order by assumption, from_year
