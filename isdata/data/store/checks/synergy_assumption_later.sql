-- Assumptions stated for a later year, although only the amount may change over the life.
-- Columns: table, row_key, column, value
select
    'synergy_assumption' as "table",
    concat_ws(' · ', synergy_id, assumption, from_year) as row_key,
    'from_year' as "column",
    cast(from_year as varchar) as value,
from synergy_assumption
where from_year > 1
    and assumption <> 'volume'
order by row_key
