-- One row per vote of a company for a common problem of a park.
-- Parameters: $park_id
-- Columns:    problem_id, company_id, voted_on
select problem_vote.*
from problem_vote
join problem using (problem_id)
where problem.park_id = $park_id
order by problem_id, voted_on, company_id
