-- One row: description of a park and counts of its stored data; ended synergies do not count.
-- Parameters: $park_id
-- Columns:    name_en, name_zh, description_en, description_zh, operator_en, operator_zh, area [ha], source, is_illustrative, companies, outside, inventoried, smes, sized, employees, flows, measured_flows, first_year, last_year, streams, synergies, running, measures, measures_done, measures_ahead, features
select
    park.name_en,
    park.name_zh,
    park.description_en,
    park.description_zh,
    park.operator_en,
    park.operator_zh,
    park.area,
    park.source,
    coalesce(park.is_illustrative, false) as is_illustrative,
    (
        select count(distinct company_id)
        from site
        where park_id = $park_id and not coalesce(is_outside, false)
    ) as companies,
    (select count(distinct company_id) from site where park_id = $park_id and is_outside) as outside,
    (select count(*) from site where park_id = $park_id and is_inventoried) as inventoried,
    (
        select count(*)
        from company
        where is_sme and company_id in (select company_id from site where park_id = $park_id)
    ) as smes,
    (
        select count(is_sme)
        from company
        where company_id in (select company_id from site where park_id = $park_id)
    ) as sized,
    (
        select sum(employees)
        from company
        where company_id in (select company_id from site where park_id = $park_id)
    ) as employees,
    (select count(*) from flow where park_id = $park_id) as flows,
    (select count(quantity) from flow where park_id = $park_id) as measured_flows,
    (select min(year) from flow where park_id = $park_id) as first_year,
    (select max(year) from flow where park_id = $park_id) as last_year,
    (select count(*) from stream where site_id in (select site_id from site where park_id = $park_id)) as streams,
    (select count(*) from synergy where park_id = $park_id and stage is distinct from 'ended') as synergies,
    (select count(*) from synergy where park_id = $park_id and stage = 'operation') as running,
    (select count(*) from measure where site_id in (select site_id from site where park_id = $park_id)) as measures,
    (
        select count(*)
        from measure
        where site_id in (select site_id from site where park_id = $park_id)
            and status in ('implemented', 'verified')
    ) as measures_done,
    (
        select count(*)
        from measure
        where site_id in (select site_id from site where park_id = $park_id)
            and status in ('idea', 'planned', 'decided')
    ) as measures_ahead,
    (select count(*) from plan_feature where park_id = $park_id) as features,
from park
where park.park_id = $park_id
