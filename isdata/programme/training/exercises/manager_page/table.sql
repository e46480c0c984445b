-- One row per synergy of the exercise. Columns: synergy, stage, saving [CNY/yr]
select
    if(getvariable('language') = 'zh', name_zh, name_en) as synergy,
    case stage
        when 'operation' then if(getvariable('language') = 'zh', '运行', 'Operation')
        when 'ended' then if(getvariable('language') = 'zh', '终止', 'Ended')
        else if(getvariable('language') = 'zh', '意向', 'Idea')
    end as stage,
    annual_saving as saving,
from synergy
where synergy_id like 'TR-MAN-%'
order by synergy_id
