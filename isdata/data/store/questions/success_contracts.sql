-- One row per version of a park's success contract, newest first.
-- Parameters: $park_id
-- Columns:    contract_id, baseline_year, locked_on, locked_by, decision_id, note
select
    contract_id,
    baseline_year,
    locked_on,
    locked_by,
    decision_id,
    note,
from success_contract
where park_id = $park_id
order by length(contract_id) desc, contract_id desc
