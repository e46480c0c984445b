-- One row per challenge of a park and of the regions that contain it, resolved ones last.
-- Parameters: $park_id
-- Columns:    challenge_id, challenge_kind, name_en, name_zh, resolved_on
with above as (
    select within_id from park join {region_containment} using (region_id) where park_id = $park_id
)

select
    challenge_id,
    challenge_kind,
    name_en,
    name_zh,
    resolved_on,
from challenge
where park_id = $park_id
    or (park_id is null and region_id in (from above))
order by resolved_on is not null, challenge_id
