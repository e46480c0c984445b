-- Contents of the company's papers. Columns: item, paper
select
    if(getvariable('language') = 'zh', item_zh, item_en) as item,
    format(if(getvariable('language') = 'zh', paper_zh, paper_en), grouped(number_name)) as paper,
from (
    values
    (1, 'Steel scrap', '废钢', 'weighbridge: {} t left the works', '地磅：出厂 {} 吨', 'scrap'),
    (2, 'Aluminium chips', '铝屑', '{} t, sold', '售出 {} 吨', 'chips'),
    (3, 'Wood waste', '木材废料', '{} t a month, disposed of', '每月 {} 吨，送处置', 'wood'),
    (4, 'Used oil', '废油', '{} t, collected', '{} 吨，被收走', 'oil'),
    (5, 'Spent emulsion', '废乳化液', '{} m³ in the whole year', '全年 {} 立方米', 'emulsion'),
    (6, 'Cardboard', '废纸板', '{} t, collected', '{} 吨，被收走', 'cardboard'),
    (7, 'Plastic scrap', '废塑料', '{} t, collected', '{} 吨，被收走', 'plastic'),
    (8, 'Waste heat', '余热', '{} GJ go to the cooling tower', '{} 吉焦 进入冷却塔', 'heat'),
    (9, 'Reclaimed water', '再生水', '{} m³ wanted for cooling', '冷却需要 {} 立方米', 'water'),
    (10, 'Solvent', '溶剂', '{} t wanted for cleaning', '清洗需要 {} 吨', 'solvent'),
    (11, 'Pallet pool', '托盘共享', '{} pallets wanted', '需要托盘 {} 个', 'pallets')
) as listed (place, item_en, item_zh, paper_en, paper_zh, number_name)
order by place
