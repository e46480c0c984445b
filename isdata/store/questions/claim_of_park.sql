-- One row per published result that is said of a park, of its network, or of several parks by a source that
-- names this one.
-- Parameters: $park_id
-- Columns:    claim_id, park_id, name_en, name_zh, bound, value [unit], unit, scope_en, scope_zh, method, confidence, source
with park_name as (
    select trim(unnest(string_split(concat_ws(';', park_id, name_en, name_zh, aliases), ';'))) as word
    from park
    where park_id = $park_id
),

shared_claim as (
    from claim
    select
        *,
        lower(concat_ws(' ', name_en, name_zh, scope_en, scope_zh)) as words,
    where park_id is null
        and network_id is null
),

naming_source as (
    select distinct shared_claim.source
    from shared_claim
    join park_name on length(park_name.word) > 1
        and contains(shared_claim.words, lower(park_name.word))
)

select
    claim_id,
    park_id,
    name_en,
    name_zh,
    bound,
    value,
    unit,
    scope_en,
    scope_zh,
    method,
    confidence,
    source,
from claim
where park_id = $park_id
    or network_id in (select network_id from network where park_id = $park_id)
    or (park_id is null and network_id is null and source in (select source from naming_source))
order by claim_id
