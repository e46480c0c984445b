-- One row per company whose label of the park is valid on a day, with its newest award.
-- Parameters: $park_id, $today, $sees_all, $own
-- Columns:    company_id, name_en, name_zh, year, awarded_on, valid_until, grounds, benefits, is_illustrative
select
    company.company_id,
    company.name_en,
    company.name_zh,
    recognition.year,
    recognition.awarded_on,
    recognition.valid_until,
    recognition.grounds,
    recognition.benefits,
    coalesce(recognition.is_illustrative, false) as is_illustrative,
from recognition
join company using (company_id)
where recognition.park_id = $park_id
    and recognition.valid_until >= $today
    and ($sees_all or company.visibility = 'public' or list_contains($own, company.company_id))
qualify row_number() over (partition by company.company_id order by recognition.year desc) = 1
order by company.company_id
