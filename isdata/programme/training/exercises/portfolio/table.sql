-- One row per measure. Columns: measure, investment [CNY], saving [CNY/yr], lifetime [yr]
select
    if(getvariable('language') = 'zh', name_zh, name_en) as measure,
    investment,
    (baseline - modified) * price as saving,
    lifetime,
from measure
join measure_saving using (measure_id)
where measure_id like 'TR-POR-%'
order by investment / saving
