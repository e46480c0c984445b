-- Votes of the members, 1 in favour, -1 against, 0 abstaining; the first two profit. One row; its columns are the facts.
with vote as (
    select
        unnest(seeded([1, -1, 1, 1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1, 0, 1, -1])) as a,
        unnest(seeded([-1, 1, 1, -1, 1, 0, -1, 1, -1], [-1, 1, 1, 1, 1, 1, -1, -1, 1])) as b,
        unnest(seeded([1, 1, 1, 1, -1, 0, 1, 1, -1], [1, 1, -1, 1, -1, 1, 1, -1, 1])) as c,
        generate_subscripts(range(9), 1) > 2 as may_vote,
), counted as (
    select
        count(*) filter (a = 1 and may_vote) as a_for, count(*) filter (a = -1 and may_vote) as a_against,
        count(*) filter (b = 1 and may_vote) as b_for, count(*) filter (b = -1 and may_vote) as b_against,
        count(*) filter (b = 0 and may_vote) as b_abstain,
        count(*) filter (c = 1 and may_vote) as c_for, count(*) filter (c = -1 and may_vote) as c_against,
        count(*) filter (c = 0 and may_vote) as c_abstain,
        count(*) filter (if(seeded(true, false), c, b) = 1) as all_for,
        count(*) filter (if(seeded(true, false), c, b) = -1) as all_against,
    from vote
)
select
    *,
    seeded('C', 'B') as carried,
    seeded(c_for, b_for) as votes_for,
    seeded(c_against, b_against) as votes_against,
    seeded(c_abstain, b_abstain) as abstain,
    (select strftime(starts_on, '%Y-%m-%d') from event where event_id = 'TR-CON-E') as day,
from counted
