-- The role card. Columns: question, said
select
    if(getvariable('language') = 'zh', question_zh, question_en) as question,
    if(getvariable('language') = 'zh', said_zh, said_en) as said,
from (
    values
    (1, 'Energy', '能源',
        format('“About {} MWh of electricity a year. The meter of the melting shop is broken: give or take {} %.”', grouped('energy'), grouped('doubt')),
        format('“每年用电约 {} 兆瓦时。熔炼车间的电表坏了，上下差 {} %。”', grouped('energy'), grouped('doubt'))),
    (2, 'Products', '产品',
        '“Castings for a customer whose name stays between us. Please do not write it down: it is Star Motors.”',
        '“给一家客户做铸件，名字请不要写下来：是星辰汽车。”'),
    (3, 'By-products', '副产物',
        format('“{} t of used moulding sand a week. We work {} weeks a year.”', grouped('weekly'), grouped('weeks')),
        format('“每周 {} 吨废旧型砂。我们一年开工 {} 周。”', grouped('weekly'), grouped('weeks'))),
    (4, 'Ideas', '建议',
        format('“Insulated ladles: {} CNY, they would save {} MWh of electricity a year and last {} years.”',
            grouped('investment'), grouped('saved'), grouped('lifetime')),
        format('“浇包保温：投资 {} 元，每年节电 {} 兆瓦时，可用 {} 年。”',
            grouped('investment'), grouped('saved'), grouped('lifetime'))),
    (5, 'Confirmation', '确认',
        '“I have read the answers again and confirm them.”', '“我又看了一遍答复，确认无误。”')
) as card (place, question_en, question_zh, said_en, said_zh)
order by place
