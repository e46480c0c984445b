-- Statements of the companies. Columns: company, said
select
    if(getvariable('language') = 'zh', company.name_zh, company.name_en) as company,
    if(getvariable('language') = 'zh', said_zh, said_en) as said,
from (
    values
    ('A', format('“We throw away about {} t of wood waste a month and pay for it.”', grouped('monthly')),
        format('“我们每月扔掉约 {} 吨木材废料，还要付处置费。”', grouped('monthly'))),
    ('B', format('“For our boards we could use up to {} t of wood waste a year.”', grouped('demand')),
        format('“我们的板材每年最多可以用 {} 吨木材废料。”', grouped('demand'))),
    ('C', format('“Hot water of 60 °C goes down the drain, some {} GJ a year.”', grouped('heat')),
        format('“60 °C 的热水白白排掉，每年约 {} 吉焦。”', grouped('heat'))),
    ('D', format('“We heat water with gas: {} GJ of hot water at 55 °C a year.”', grouped('wanted')),
        format('“我们用天然气烧水：每年 {} 吉焦、55 °C 的热水。”', grouped('wanted')))
) as spoken (code, said_en, said_zh)
join company on company.company_id = 'TR-HAV-' || code
order by code
