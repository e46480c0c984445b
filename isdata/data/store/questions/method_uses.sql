-- One row per answer on the use of a method in a park, the newest first.
-- Parameters: $park_id
-- Columns:    use_id, method, respondent, company_id, company_en, company_zh, asked_on, times, obstacle, benefit
select
    method_use.use_id,
    method_use.method,
    method_use.respondent,
    method_use.company_id,
    company.name_en as company_en,
    company.name_zh as company_zh,
    method_use.asked_on,
    method_use.times,
    method_use.obstacle,
    method_use.benefit,
from method_use
left join company using (company_id)
where method_use.park_id = $park_id
order by method_use.asked_on desc, method_use.use_id
