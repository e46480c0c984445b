-- Findings of each field, in the order in which they are considered. Columns: field, finding, applies
with pair as (
    select
        synergy.resource_id,
        bool_or(site_id = fact_words('supply_site') and role = 'provider') as has_provider,
        bool_or(site_id = fact_words('demand_site') and role = 'receiver') as has_receiver,
        bool_or(site_id = fact_words('supply_site')) and bool_or(site_id = fact_words('demand_site')) as has_both
    from synergy
    join synergy_participant using (synergy_id)
    group by synergy.synergy_id, synergy.resource_id
)

select field, finding, applies
from (
    values
    ('synergy', 'right', exists (
        select 1 from pair where has_provider and has_receiver and resource_id = fact_words('resource_id')
    )),
    ('synergy', 'other_resource', exists (select 1 from pair where has_provider and has_receiver)),
    ('synergy', 'reversed', exists (
        select 1 from pair where has_both and resource_id = fact_words('resource_id')
    )),
    ('synergy', 'nothing_yet', true)
) as judged (field, finding, applies)
