-- Synergies whose stage differs from the last one in their history.
-- Columns: table, row_key, column, value
with newest as (
    select
        synergy_id,
        max(entered_on) as entered_on,
    from synergy_stage
    group by synergy_id
)
select
    'synergy' as "table",
    synergy.synergy_id as row_key,
    'stage' as "column",
    synergy.stage as value,
from synergy
join newest on newest.synergy_id = synergy.synergy_id
where synergy.stage not in (
    select synergy_stage.stage
    from synergy_stage
    where synergy_stage.synergy_id = synergy.synergy_id
        and synergy_stage.entered_on = newest.entered_on
)
order by synergy.synergy_id
