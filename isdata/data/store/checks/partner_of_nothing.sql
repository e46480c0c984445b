-- Partners of neither a programme nor a network.
-- Columns: table, row_key, column, value
select 'programme_partner' as "table", partner_id as row_key, 'programme_id' as "column", null as value
from programme_partner
where programme_id is null
    and network_id is null
order by row_key
