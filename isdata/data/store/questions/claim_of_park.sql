-- One row per published result of a park, of its network, or of several parks including it.
-- Parameters: $park_id
-- Columns:    claim_id, park_id, name_en, name_zh, subject, categories, bound, value [unit], unit, scope_en, scope_zh, method, confidence, source
select
    claim_id,
    park_id,
    name_en,
    name_zh,
    coalesce(subject, 'other') as subject,
    categories,
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
    or list_contains(list_transform(string_split(parks, ';'), lambda word: trim(word)), $park_id)
order by claim_id
