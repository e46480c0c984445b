-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
with record as (
    from decision where event_id = 'TR-CON-E' order by votes_for is null, decision_id limit 1
), agreed as (
    from action where event_id = 'TR-CON-E' and status != 'dropped' order by owner is null, due_date is null, action_id limit 1
)
from (
    values
    ('proposal', 'right', picked('proposal') = lower(fact_words('carried'))),
    ('proposal', 'copied', picked('proposal') = lower(other_words('carried'))),
    ('proposal', 'abstentions_counted', picked('proposal') = 'none'),
    ('proposal', 'only_a_majority',
        picked('proposal') = 'a' and fact('a_for') > fact('a_against')
        or picked('proposal') = 'b' and fact('b_for') > fact('b_against')
        or picked('proposal') = 'c' and fact('c_for') > fact('c_against')),
    ('proposal', 'not_even_a_majority', true)
) as judged (field, finding, applies)
union all
select 'votes', 'no_decision', not exists (from record)
union all
select 'votes', finding, applies
from record,
    lateral (
        values
        ('no_votes', votes_for is null or votes_against is null),
        ('right', votes_for = fact('votes_for') and votes_against = fact('votes_against') and coalesce(abstentions, 0) = fact('abstain')),
        ('abstention_lost', votes_for = fact('votes_for') and votes_against = fact('votes_against')),
        ('parties_voted', votes_for = fact('all_for') and votes_against = fact('all_against')),
        ('copied', votes_for = other('votes_for') and votes_against = other('votes_against')),
        ('other_proposal',
            votes_for = fact('a_for') and votes_against = fact('a_against')
            or votes_for = fact('b_for') and votes_against = fact('b_against')
            or votes_for = fact('c_for') and votes_against = fact('c_against')),
        ('other_votes', true)
    ) as judged (finding, applies)
union all
select 'action', 'no_action', not exists (from agreed)
union all
select 'action', finding, applies
from agreed,
    lateral (
        values
        ('no_owner', coalesce(trim(owner), '') = ''),
        ('no_due_date', due_date is null),
        ('due_before', due_date <= (select starts_on from event where event_id = 'TR-CON-E')),
        ('right', true)
    ) as judged (finding, applies)
union all
select 'minutes', finding, applies
from event,
    lateral (
        values
        ('no_attendance', coalesce(trim(attendance), '') = ''),
        ('not_closed', closed_on is null),
        ('right', true)
    ) as judged (finding, applies)
where event_id = 'TR-CON-E'
