-- One row per company of a park: its contributions for the label of a year, and the award.
-- Parameters: $park_id, $year
-- Columns:    company_id, name_en, name_zh, is_public, signed, projects, awarded_on, valid_until
with project as (
    select site.company_id from synergy join synergy_participant using (synergy_id) join site using (site_id)
    where synergy.park_id = $park_id and synergy.stage = 'operation'
    union all
    select site.company_id from measure join site using (site_id)
    where site.park_id = $park_id and measure.status in ('implemented', 'verified')
),

done as (
    select company_id, count(*) as projects from project group by company_id
),

signature as (
    select distinct company_id
    from document_signature
    join document using (document_id)
    where document_kind = 'charter' and park_id = $park_id
)

select distinct
    company.company_id,
    company.name_en,
    company.name_zh,
    company.visibility = 'public' as is_public,
    signature.company_id is not null as signed,
    coalesce(done.projects, 0) as projects,
    recognition.awarded_on,
    recognition.valid_until,
from company
join site using (company_id)
left join signature using (company_id)
left join done using (company_id)
left join recognition
    on recognition.company_id = company.company_id and recognition.park_id = $park_id and recognition.year = $year
where site.park_id = $park_id and not coalesce(site.is_outside, false)
order by company.company_id
