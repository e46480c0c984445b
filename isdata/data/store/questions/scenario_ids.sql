-- One row per scenario of any park that exists or ever existed.
-- Parameters: none
-- Columns:    scenario_id
select scenario_id
from scenario
union
select row_key
from (from change_log where table_name = 'scenario')
order by scenario_id
