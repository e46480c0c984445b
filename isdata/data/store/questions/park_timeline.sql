-- One row per dated event of a park (policies and milestones, conferences, trainings, visits and decisions) and of the
-- regions that contain it, such as the policies of its country; newest first.
-- 1 January stands for a year without a known day, which is ordered as its middle.
-- Parameters: $park_id
-- Columns:    event_id, event_kind, region_id (empty for the park's own), region_en, region_zh, name_en, name_zh, starts_on, note, source, decisions, is_illustrative
with above as (
    select within_id from park join {region_containment} using (region_id) where park_id = $park_id
)

select
    event.event_id,
    event.event_kind,
    if(event.park_id is null, event.region_id, null) as region_id,
    if(event.park_id is null, region.name_en, null) as region_en,
    if(event.park_id is null, region.name_zh, null) as region_zh,
    event.name_en,
    event.name_zh,
    event.starts_on,
    event.note,
    event.source,
    count(decision.decision_id) as decisions,
    coalesce(event.is_illustrative, false) as is_illustrative,
from event
left join decision on decision.event_id = event.event_id
left join region on region.region_id = event.region_id
where (event.park_id = $park_id or (event.park_id is null and event.region_id in (from above)))
    and event.starts_on is not null
group by all
order by
    any_value(event.starts_on + if(dayofyear(event.starts_on) = 1, interval 6 month, interval 0 month)) desc,
    event.event_id
