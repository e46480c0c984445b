-- One row per mission of a park, or per template if no park is given, in chronological order.
-- Parameters: $park_id
-- Columns:    mission_id, name_en, name_zh, starts_on, people, closed_on, note
select
    mission_id,
    name_en,
    name_zh,
    starts_on,
    people,
    closed_on,
    note,
from mission
where park_id is not distinct from $park_id
order by starts_on nulls first, mission_id
