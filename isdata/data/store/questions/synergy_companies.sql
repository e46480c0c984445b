-- One row per synergy of a park and participating company.
-- Parameters: $park_id
-- Columns:    synergy_id, company_id
select distinct
    synergy_participant.synergy_id,
    site.company_id,
from synergy_participant
join synergy on synergy.synergy_id = synergy_participant.synergy_id
join site on site.site_id = synergy_participant.site_id
where synergy.park_id = $park_id
order by synergy_participant.synergy_id, site.company_id
