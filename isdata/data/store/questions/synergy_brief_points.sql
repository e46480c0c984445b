-- One row per open point of a synergy: permits not granted, risks not closed, and axes that a partner rated below “agreed or tested”.
-- Parameters: $synergy_id
-- Columns:    kind, name_en, name_zh, detail, owner, due_date
select
    'permit' as kind,
    name_en,
    name_zh,
    status as detail,
    owner,
    due_date,
from permit
where synergy_id = $synergy_id
    and status not in ('granted', 'not_needed')
union all
select
    'risk',
    name_en,
    name_zh,
    null,
    owner,
    null,
from risk
where synergy_id = $synergy_id
    and status <> 'closed'
union all
select
    'readiness',
    company.name_en,
    company.name_zh,
    synergy_readiness.axis,
    null,
    null,
from synergy_readiness
join site on site.site_id = synergy_readiness.site_id
join company on company.company_id = site.company_id
where synergy_readiness.synergy_id = $synergy_id
    and synergy_readiness.level < 4
order by kind, due_date nulls last, name_en
