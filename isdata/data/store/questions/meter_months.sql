-- One row per meter of a fully disclosed company of a park and calendar month. Each reading is distributed evenly over its
-- days; months only partly covered by readings are left out.
-- Parameters: $park_id, $sees_all, $own
-- Columns:    meter_id, month, quantity [unit], is_estimated
with reading as (
    select
        meter_reading.meter_id,
        meter_reading.starts_on,
        meter_reading.ends_on,
        meter_reading.quantity / (meter_reading.ends_on - meter_reading.starts_on + 1) as per_day,
        coalesce(meter_reading.is_estimated, false) as is_estimated,
    from meter_reading
    join meter on meter.meter_id = meter_reading.meter_id
    join site on site.site_id = meter.site_id
    left join company on company.company_id = site.company_id
    where site.park_id = $park_id
        and ($sees_all or company.visibility = 'public' or list_contains($own, company.company_id))
        and meter_reading.ends_on >= meter_reading.starts_on
        and meter_reading.ends_on - meter_reading.starts_on < 3660
),

piece as (
    select
        reading.meter_id,
        reading.per_day,
        reading.is_estimated,
        cast(unnest(
            generate_series(date_trunc('month', starts_on), date_trunc('month', ends_on), interval 1 month)
        ) as date) as month,
        reading.starts_on,
        reading.ends_on,
    from reading
),

covered as (
    select
        meter_id,
        month,
        per_day,
        is_estimated,
        least(ends_on, last_day(month)) - greatest(starts_on, month) + 1 as days,
    from piece
)

select
    meter_id,
    month,
    sum(per_day * days) as quantity,
    bool_or(is_estimated) as is_estimated,
from covered
group by meter_id, month
having sum(days) = day(last_day(month))
order by meter_id, month
