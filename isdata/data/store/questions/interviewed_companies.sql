-- One row per company of a park that was interviewed since a day.
-- Parameters: $park_id, $since
-- Columns:    company_id
select distinct
    site.company_id,
from interview
join site on site.site_id = interview.site_id
where site.park_id = $park_id
    and interview.held_on >= cast($since as date)
order by site.company_id
