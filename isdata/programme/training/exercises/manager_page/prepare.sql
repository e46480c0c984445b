-- Four synergies in different stages, and no stories other than those of the sample park.
delete from synergy where synergy_id like 'TR-MAN-%';
delete from synergy_stage where synergy_id like 'TR-MAN-%';
delete from story_view where story_id in (select story_id from story where park_id = 'chengdu' and story_id not like 'CD-%');
delete from story where park_id = 'chengdu' and story_id not like 'CD-%';
insert into synergy by name
select
    'TR-MAN-' || place as synergy_id, 'chengdu' as park_id, name_en, name_zh, 'service' as synergy_kind, 'other' as topic,
    stage, 'workshop' as origin, seeded(first_saving, second_saving) as annual_saving, 'CNY' as currency, 2024 as price_year,
    date '2024-03-01' as started_on, if(stage = 'ended', 'Practice', null) as ended_reason, true as is_illustrative
from (
    values
    (1, 'Practice: pallets in a circle', '练习：托盘循环', 'operation', 380000, 540000),
    (2, 'Practice: shared laboratory', '练习：共享实验室', 'operation', 265000, 310000),
    (3, 'Practice: joint purchasing', '练习：联合采购', 'idea', 900000, 700000),
    (4, 'Practice: shared fork-lifts', '练习：共享叉车', 'ended', 120000, 150000)
) as planted (place, name_en, name_zh, stage, first_saving, second_saving);
insert into synergy_stage by name
select synergy_id, date '2024-03-01' as entered_on, stage from synergy where synergy_id like 'TR-MAN-%';
