-- A steam pipe awaiting a decision.
delete from synergy_stage where synergy_id = 'TR-PIP';
delete from synergy_participant where synergy_id = 'TR-PIP';
delete from synergy where synergy_id = 'TR-PIP';
insert into synergy by name
select
    'TR-PIP' as synergy_id, 'chengdu' as park_id, 'Practice steam pipe' as name_en, '练习蒸汽管道' as name_zh,
    'utility' as synergy_kind, 'energy' as topic, 'feasibility' as stage, 'workshop' as origin, 'steam' as resource_id,
    seeded(29160, 8184) as quantity, 't' as unit, seeded(9600000, 9000000) as investment, 15 as lifetime,
    'CNY' as currency, 2024 as price_year, date '2025-01-15' as started_on, true as is_illustrative;
insert into synergy_stage by name
select 'TR-PIP' as synergy_id, date '2025-01-15' as entered_on, 'feasibility' as stage;
insert into synergy_participant by name
select 'TR-PIP' as synergy_id, site_id, role
from (values ('TR-PIP-P-S', 'provider'), ('TR-PIP-R-S', 'receiver')) as planted (site_id, role);
