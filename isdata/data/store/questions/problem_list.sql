-- One row per common problem of a park, most votes first.
-- Parameters: $park_id
-- Columns:    problem_id, name_en, name_zh, description_en, description_zh, company_id, raised_on, owner, due_date, status, result_en, result_zh, is_illustrative, votes
select
    problem.* exclude (park_id),
    (select count(*) from problem_vote where problem_vote.problem_id = problem.problem_id) as votes,
from problem
where park_id = $park_id
order by problem.status in ('solved', 'dropped'), votes desc, problem_id
