-- A committee meeting without decisions.
delete from decision where event_id = 'TR-CON-E';
delete from action where event_id = 'TR-CON-E';
delete from event where event_id = 'TR-CON-E';
insert into event by name
select
    'TR-CON-E' as event_id, 'chengdu' as park_id, 'committee' as event_kind, 'Practice committee' as name_en,
    '练习委员会' as name_zh, date '2025-05-20' as starts_on, date '2025-05-20' as ends_on,
    'Waste heat of the paint shop / 涂装车间余热' as agenda, true as is_illustrative;
