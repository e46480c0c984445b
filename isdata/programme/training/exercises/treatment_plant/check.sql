-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
with partner as (
    select synergy_id, count(distinct site_id) as companies, max(synergy.quantity) as amount
    from synergy_participant
    join synergy using (synergy_id)
    where site_id like 'TR-TPL-%' and synergy.stage != 'ended'
    group by synergy_id
    order by companies desc, synergy_id
    limit 1
)
from (
    values
    ('together', 'right', near(given('together'), fact('together'))),
    ('together', 'copied', near(given('together'), other('together'))),
    ('together', 'sum_of_alone', near(given('together'), fact('sum_of_alone'))),
    ('together', 'no_scale', near(given('together'), fact('fixed') + fact('unit') * fact('amount'))),
    ('together', 'no_fixed', near(given('together'), fact('together') - fact('fixed'))),
    ('price', 'right', near(given('price'), fact('price'))),
    ('price', 'copied', near(given('price'), other('price'))),
    ('price', 'one_price', near(given('price'), fact('together') / fact('amount'))),
    ('price', 'equal_parts', near(given('price'), fact('together') / 3 / fact('a'))),
    ('price', 'price_alone', near(given('price'), fact('alone_a') / fact('a'))),
    ('price', 'by_cost_alone', near(given('price'), fact('together') * fact('alone_a') / fact('sum_of_alone') / fact('a'))),
    ('price', 'last_to_join', near(given('price'), (fact('together') - fact('bc')) / fact('a'))),
    ('price', 'per_year', near(given('price'), fact('share_a')))
) as judged (field, finding, applies)
union all
select 'board', 'not_on_board', not exists (from partner)
union all
select 'board', finding, applies
from partner,
    lateral (
        values
        ('company_missing', companies < 3),
        ('other_amount', not near(amount, fact('amount'))),
        ('right', true)
    ) as judged (finding, applies)
