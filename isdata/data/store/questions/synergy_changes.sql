-- One row per logged change of a synergy, its partners and its history, newest first; for the facilitator only.
-- Parameters: $synergy
-- Columns:    version, changed_at, changed_by, reason, table_name, before, after
select
    version,
    changed_at,
    changed_by,
    reason,
    table_name,
    before,
    after,
from (from change_log where table_name in ('synergy', 'synergy_participant', 'synergy_stage'))
where row_key = $synergy or starts_with(row_key, concat($synergy, ' · '))
order by version desc, table_name, row_key
