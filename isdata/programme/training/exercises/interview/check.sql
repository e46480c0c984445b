-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
with answer as (
    select interview_answer.*, confirmed_on
    from interview_answer
    join interview using (interview_id)
    where site_id = 'TR-INT-S'
), electricity as (
    from answer where resource_id = 'electricity' and topic != 'measure' order by topic != 'energy', answer_id limit 1
), sand as (
    from answer where resource_id = 'spent_foundry_sand' order by topic != 'by_product', answer_id limit 1
), idea as (
    from answer where topic = 'measure' order by answer_id limit 1
), whole as (
    select
        max(confirmed_on) is not null as is_confirmed,
        coalesce(bool_or(words ilike '%star motors%' or words ilike '%星辰%'), false) as has_secret,
        (select quantity from stream where site_id = 'TR-INT-S' and resource_id = 'spent_foundry_sand' order by stream_id limit 1)
            is distinct from (select quantity from sand) as is_changed,
    from answer
)
select 'energy' as field, 'no_interview' as finding, not exists (from electricity) as applies
union all
select 'energy', finding, applies
from electricity,
    lateral (
        values
        ('other_station', topic != 'energy'),
        ('copied', near(quantity, other('energy')) and unit = 'MWh'),
        ('energy_amount', not near(quantity * case unit when 'kWh' then 0.001 when 'GWh' then 1000 else 1 end, fact('energy'))),
        ('not_read', uncertainty is null or not near(uncertainty, fact('doubt'))),
        ('right', true)
    ) as judged (finding, applies)
union all
select 'sand', 'other_resource', not exists (from sand) and exists (from answer where topic = 'by_product' and resource_id is not null)
union all
select 'sand', 'no_interview', not exists (from sand)
union all
select 'sand', finding, applies
from sand,
    lateral (
        values
        ('other_station', topic != 'by_product'),
        ('right', near(quantity, fact('sand'))),
        ('copied', near(quantity, other('sand'))),
        ('sand_of_a_week', near(quantity, fact('weekly'))),
        ('all_weeks', near(quantity, fact('weekly') * 52)),
        ('sand_amount', true)
    ) as judged (finding, applies)
union all
select 'idea', 'no_interview', not exists (from idea)
union all
select 'idea', finding, applies
from idea,
    lateral (
        values
        ('idea_without_money', investment is null or lifetime is null),
        ('copied', near(quantity, other('saved'))),
        ('idea_amount', not near(quantity, fact('saved')) or not near(investment, fact('investment'))),
        ('right', true)
    ) as judged (finding, applies)
union all
select 'confirmed', finding, applies
from whole,
    lateral (
        values
        ('secret_written', has_secret),
        ('not_confirmed', not is_confirmed),
        ('changed_since', is_changed),
        ('right', true)
    ) as judged (finding, applies)
