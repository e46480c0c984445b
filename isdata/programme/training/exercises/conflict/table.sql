-- Expected votes of the members. Columns: member, interest, a, b, c
select
    if(getvariable('language') = 'zh', member_zh, member_en) as member,
    if(place <= 2, if(getvariable('language') = 'zh', '是', 'yes'), '') as interest,
    seeded(first_a, second_a) as a,
    seeded(first_b, second_b) as b,
    seeded(first_c, second_c) as c,
from (
    values
    (1, 'Laundry', '洗涤厂', '+', '+', '−', '−', '+', '+'),
    (2, 'Greenhouse', '温室', '−', '−', '+', '+', '+', '+'),
    (3, 'Park director', '园区主任', '+', '+', '+', '+', '+', '−'),
    (4, 'Environment bureau', '环保局', '+', '−', '−', '+', '+', '+'),
    (5, 'Finance office', '财务处', '+', '+', '+', '+', '−', '−'),
    (6, 'Paint shop', '涂装车间', '+', '−', '0', '+', '0', '+'),
    (7, 'Energy company', '能源公司', '−', '0', '−', '−', '+', '+'),
    (8, 'Company association', '企业协会', '−', '+', '+', '−', '+', '−'),
    (9, 'Institute', '研究院', '−', '−', '−', '+', '−', '+')
) as hall (place, member_en, member_zh, first_a, second_a, first_b, second_b, first_c, second_c)
order by place
