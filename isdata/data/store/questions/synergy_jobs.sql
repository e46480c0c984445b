-- One row per synergy of a park that has not ended, with the jobs that it creates or secures.
-- Parameters: $park_id
-- Columns:    synergy_id, name_en, name_zh, stage, jobs, investment [currency], currency, is_illustrative
select
    synergy_id,
    name_en,
    name_zh,
    stage,
    jobs,
    investment,
    currency,
    coalesce(is_illustrative, false) as is_illustrative,
from synergy
where park_id = $park_id
    and stage <> 'ended'
order by jobs desc nulls last, synergy_id
