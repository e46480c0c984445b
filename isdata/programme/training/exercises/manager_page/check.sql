-- Findings of each field, in the order in which they are considered; the newest story is the one with the most views.
-- Columns: field, finding, applies
with own as (
    select story_id, count(*) as views
    from story
    join story_view using (story_id)
    where park_id = 'chengdu' and story_id not like 'CD-%'
    group by story_id
    order by views desc, story_id
    limit 1
), summary as (
    select
        count(*) as views,
        bool_or(page in ('overview', 'flows', 'map', 'matches')) as has_moves,
        bool_or(page in ('energy', 'members', 'meters', 'plan', 'investors', 'certainty')) as has_worth,
        bool_or(page in ('board', 'synergy', 'sharing', 'resilience', 'scenarios')) as has_decision,
        bool_or(coalesce(trim(title_en), trim(title_zh), '') = '') as lacks_title,
        bool_or(coalesce(trim(note_en), trim(note_zh), '') = '') as lacks_note,
        regexp_replace(coalesce(string_agg(concat_ws(' ', title_en, title_zh, note_en, note_zh), ' '), ''), '[\s,，]', '', 'g') as words,
    from own
    join story_view using (story_id)
), written as (
    -- As digits, in units of ten thousand, or in millions.
    select
        *,
        contains(words, format('{:.0f}', fact('expected')))
            or contains(words, format('{:g}万', fact('expected') / 10000))
            or contains(words, format('{:g}million', fact('expected') / 1000000)) as has_own,
        contains(words, format('{:.0f}', other('expected'))) as has_other,
    from summary
)
from (
    values
    ('achieved', 'right', near(given('achieved'), fact('expected'))),
    ('achieved', 'copied', near(given('achieved'), other('expected'))),
    ('achieved', 'all_counted', near(given('achieved'), fact('expected') + fact('hoped') + fact('ended'))),
    ('achieved', 'ideas_counted', near(given('achieved'), fact('expected') + fact('hoped'))),
    ('achieved', 'ended_counted', near(given('achieved'), fact('expected') + fact('ended'))),
    ('achieved', 'one_only', near(given('achieved'), fact('first')) or near(given('achieved'), fact('second'))),
    ('achieved', 'per_month', near(given('achieved'), fact('expected') / 12))
) as judged (field, finding, applies)
union all
select field, finding, applies
from written,
    lateral (
        values
        ('views', 'no_story', views = 0),
        ('views', 'too_few', views < 3),
        ('views', 'too_many', views > 5),
        ('views', 'moves_missing', not has_moves),
        ('views', 'worth_missing', not has_worth),
        ('views', 'decision_missing', not has_decision),
        ('views', 'right', true),
        ('texts', 'no_story', views = 0),
        ('texts', 'title_missing', lacks_title),
        ('texts', 'note_missing', lacks_note),
        ('texts', 'right', true),
        ('number', 'no_story', views = 0),
        ('number', 'right', has_own),
        ('number', 'number_of_others', has_other),
        ('number', 'number_missing', true)
    ) as judged (field, finding, applies)
