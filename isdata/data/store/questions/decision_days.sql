-- One row per synergy of a park with a known day of the idea and a later decision.
-- Records that begin with the implementation have no day of the idea. If only a year is known, the data contain
-- 1 January, so a synergy whose idea or decision has that day is left out.
-- decided_on is the day of the first decision or, if none is recorded, of the start of implementation.
-- Parameters: $park_id
-- Columns:    synergy_id, name_en, name_zh, idea_on, decided_on, days [d]
with idea as (
    select
        synergy_id,
        min(entered_on) filter (stage not in ('implementation', 'operation', 'ended')) as idea_on,
        min(entered_on) filter (stage in ('implementation', 'operation')) as began_on,
    from synergy_stage
    group by synergy_id
),

decided as (
    select
        synergy_id,
        min(decided_on) as decided_on,
    from decision
    where synergy_id is not null
    group by synergy_id
)

select
    synergy.synergy_id,
    synergy.name_en,
    synergy.name_zh,
    idea.idea_on,
    coalesce(decided.decided_on, idea.began_on) as decided_on,
    coalesce(decided.decided_on, idea.began_on) - idea.idea_on as days,
from synergy
join idea on idea.synergy_id = synergy.synergy_id
left join decided on decided.synergy_id = synergy.synergy_id
where synergy.park_id = $park_id
    and coalesce(decided.decided_on, idea.began_on) >= idea.idea_on
    and strftime(idea.idea_on, '%m-%d') <> '01-01'
    and strftime(coalesce(decided.decided_on, idea.began_on), '%m-%d') <> '01-01'
order by days, synergy.synergy_id
