-- One row per pilot of parks, by task of the circular transformation of parks.
-- Parameters: $parks
-- Columns:    pillar, pilot_id, park_id, park_en, park_zh, name_en, name_zh, pilot_status, authority, starts_on, ends_on, result_en, result_zh
select
    pilot.pillar,
    pilot.pilot_id,
    pilot.park_id,
    park.name_en as park_en,
    park.name_zh as park_zh,
    pilot.name_en,
    pilot.name_zh,
    pilot.pilot_status,
    pilot.authority,
    pilot.starts_on,
    pilot.ends_on,
    pilot.result_en,
    pilot.result_zh,
from pilot
join park using (park_id)
where list_contains($parks, pilot.park_id)
order by pilot.pillar, pilot.starts_on desc nulls last, pilot.pilot_id
