-- Synergies in which two partners exchange an amount that is left out.
-- Parameters: $flows (ids of the flows whose amount is left out)
-- Columns:    synergy_id
select distinct one.synergy_id
from flow
join synergy_participant as one on one.site_id = flow.provider_id
join synergy_participant as other on other.site_id = flow.receiver_id and other.synergy_id = one.synergy_id
where list_contains($flows, flow.flow_id)
order by one.synergy_id
