-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
with named as (
    select string_split(picked('broken'), ',') as names, string_split(fact_words('codes'), ',') as broken
)
select 'broken' as field, finding, applies
from named,
    lateral (
        values
        ('right', picked('broken') = fact_words('codes')),
        ('copied', picked('broken') = other_words('codes')),
        ('one_missed', list_has_all(broken, names)),
        ('kept_named', list_has_all(names, broken)),
        ('other_limits', true)
    ) as judged (finding, applies)
union all
from (
    values
    ('required', 'right', near(given('required'), fact('expected'))),
    ('required', 'copied', near(given('required'), other('expected'))),
    ('required', 'one_limit_only', near(given('required'), least(fact('for_water'), fact('for_land')))),
    ('required', 'ten_thousands', near(given('required') * 10000, fact('expected'))),
    ('required', 'both_added', near(given('required'), fact('for_water') + fact('for_land'))),
    ('required', 'as_applied', near(given('required'), fact('value_added')))
)
union all
select 'status', finding, applies
from newcomer,
    lateral (
        values
        ('not_set', status = 'enquiry'),
        ('offer_too_early', status in ('offered', 'accepted')),
        ('turned_away', status = 'refused'),
        ('no_note', coalesce(trim(note), '') = ''),
        ('right', true)
    ) as judged (finding, applies)
where newcomer_id = 'TR-NEW'
