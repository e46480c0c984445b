-- One row per phrase with a confirmed resource.
-- Parameters: none
-- Columns:    phrase, resource_id, confirmed_by, confirmed_on
select
    phrase,
    resource_id,
    confirmed_by,
    confirmed_on,
from resource_phrase
order by phrase
