-- One row per partner of the programmes and energy networks of a park: signatories first, then by name. Contacts are empty for
-- readers who may not see them.
-- Parameters: $park_id, $sees_contacts
-- Columns:    partner_id, programme_id, network_id, name_en, name_zh, role, is_signatory, starts_on, ends_on, person, contact, note, source, is_illustrative
select
    partner_id,
    programme_id,
    network_id,
    name_en,
    name_zh,
    role,
    coalesce(is_signatory, false) as is_signatory,
    starts_on,
    ends_on,
    if($sees_contacts, person, null) as person,
    if($sees_contacts, contact, null) as contact,
    note,
    source,
    coalesce(is_illustrative, false) as is_illustrative,
from programme_partner
where coalesce(park_id, $park_id) = $park_id
    and (
        network_id in (select network_id from network where park_id = $park_id)
        or network_id is null
        and programme_id in (select programme_id from programme_park where park_id = $park_id)
    )
order by is_signatory desc, coalesce(name_en, name_zh), partner_id
