-- Working time of the facilitators of a park by synergy, most hours first; the row without a synergy, for the park as a
-- whole, is last. For the facilitator.
-- Parameters: $park_id
-- Columns:    synergy_id, name_en, name_zh, stage, entries, hours [h], last_day
select
    effort.synergy_id,
    any_value(synergy.name_en) as name_en,
    any_value(synergy.name_zh) as name_zh,
    any_value(synergy.stage) as stage,
    count(*) as entries,
    sum(effort.hours) as hours,
    max(effort.day) as last_day,
from effort
left join synergy using (synergy_id)
where effort.park_id = $park_id
group by effort.synergy_id
order by effort.synergy_id is null, hours desc, effort.synergy_id
