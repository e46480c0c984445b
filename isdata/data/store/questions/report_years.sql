-- Years with figures of the joint sustainability report or with flows, newest first.
-- Parameters: $park_id
-- Columns:    year
select year from report_value where park_id = $park_id
union
select year from flow where park_id = $park_id
order by year desc
