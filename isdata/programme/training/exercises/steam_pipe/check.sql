-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
from (
    values
    ('gain', 'right', near(given('gain'), fact('gain'))),
    ('gain', 'copied', near(given('gain'), other('gain'))),
    ('gain', 'own_hours',
        near(given('gain'), (fact('gain') + fact('running')) * fact('receiver_hours') / fact('common') - fact('running'))),
    ('gain', 'no_loss', near(given('gain'), fact('gain') + (fact('sent') - fact('arriving')) * fact('avoided'))),
    ('gain', 'free_steam', near(given('gain'), fact('gain') + fact('sent') * fact('lost'))),
    ('gain', 'no_operation', near(given('gain'), fact('gain') + fact('running'))),
    ('npv', 'right', near(given('npv'), fact('npv'))),
    ('npv', 'copied', near(given('npv'), other('npv'))),
    ('npv', 'gain_only', near(given('npv'), fact('gain') * fact('annuity'))),
    ('npv', 'pipe_only', near(given('npv'), fact('npv') + fact('condensate'))),
    ('npv', 'undiscounted', near(given('npv'), fact('gain') * 15 - fact('investment'))),
    ('npv', 'wrong_sign', near(given('npv'), -fact('npv')))
) as judged (field, finding, applies)
union all
select 'stage', 'gone', not exists (from synergy where synergy_id = 'TR-PIP')
union all
select 'stage', finding, applies
from synergy,
    lateral (
        values
        ('already_running', stage = 'operation'),
        ('built_at_a_loss', stage = 'implementation' and fact('npv') < 0),
        ('gain_given_up', stage = 'ended' and fact('npv') > 0),
        ('no_reason', stage = 'ended' and coalesce(trim(ended_reason), '') = ''),
        ('right', stage in ('implementation', 'ended')),
        ('undecided', true)
    ) as judged (finding, applies)
where synergy_id = 'TR-PIP'
