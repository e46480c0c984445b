-- Values reached in the baseline year. One row; its columns are the facts.
select
    '2024' as year,
    max(value) filter (indicator_id = 'TR-WGT-1') as landfill,
    max(value) filter (indicator_id = 'TR-WGT-2') as carbon,
    max(value) filter (indicator_id = 'TR-WGT-3') as resources,
    max(value) filter (indicator_id = 'TR-WGT-4') as small,
    max(value) filter (indicator_id = 'TR-WGT-1') + 10 as landfill_target,
from indicator_value
where indicator_id like 'TR-WGT-%' and park_id = 'chengdu' and year = 2024
