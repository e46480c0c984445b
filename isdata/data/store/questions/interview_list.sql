-- One row per interview in a park, newest first.
-- Parameters: $park_id
-- Columns:    interview_id, site_id, company_id, name_en, name_zh, held_on, person, confirmed_on, note, answers
select
    interview.interview_id,
    interview.site_id,
    site.company_id,
    coalesce(site.name_en, company.name_en) as name_en,
    coalesce(site.name_zh, company.name_zh) as name_zh,
    interview.held_on,
    interview.person,
    interview.confirmed_on,
    interview.note,
    (select count(*) from interview_answer where interview_answer.interview_id = interview.interview_id) as answers,
from interview
join site on site.site_id = interview.site_id
join company on company.company_id = site.company_id
where site.park_id = $park_id
order by interview.held_on desc nulls last, interview.interview_id
