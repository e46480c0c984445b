-- Time spans whose last day is before the first.
-- Columns: table, row_key, column, value
select 'stream' as "table", stream_id as row_key, 'available_until' as "column", cast(available_until as varchar) as value
from stream
where available_until < available_from
union all
select 'event', event_id, 'ends_on', cast(ends_on as varchar)
from event
where ends_on < starts_on
union all
select 'case_study', case_id, 'ended', cast(ended as varchar)
from case_study
where ended < started
union all
select 'network', network_id, 'target_year', cast(target_year as varchar)
from network
where target_year < baseline_year
union all
select 'meter', meter_id, 'baseline_until', cast(baseline_until as varchar)
from meter
where baseline_until < baseline_from
union all
select 'meter_reading', meter_id || ' · ' || ends_on, 'ends_on', cast(ends_on as varchar)
from meter_reading
where ends_on < starts_on
union all
select 'licence', licence_id, 'valid_until', cast(valid_until as varchar)
from licence
where valid_until < valid_from
union all
select 'programme', programme_id, 'ends_on', cast(ends_on as varchar)
from programme
where ends_on < starts_on
union all
select 'programme_partner', partner_id, 'ends_on', cast(ends_on as varchar)
from programme_partner
where ends_on < starts_on
order by "table", row_key
