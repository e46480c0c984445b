-- One row per indicator. Columns: indicator, unit, better, before, reached
select
    if(getvariable('language') = 'zh', name_zh, name_en) as indicator,
    if(getvariable('language') = 'zh', case unit when 'resources' then '种' when 'companies' then '家' when 't/10⁴ CNY' then '吨/万元' else unit end, unit) as unit,
    if(getvariable('language') = 'zh', if(is_more_better, '越大越好', '越小越好'), if(is_more_better, 'more', 'less')) as better,
    max(value) filter (year = 2022) as before,
    max(value) filter (year = 2024) as reached,
from indicator
join indicator_value using (indicator_id)
where indicator_id like 'TR-WGT-%'
group by all
order by any_value(indicator.indicator_id)
