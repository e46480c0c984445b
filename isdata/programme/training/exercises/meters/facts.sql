-- Readings of the three meters. One row; its columns are the facts.
with wrong as (
    select
        seeded('B', 'A') as letter,
        seeded(8, 5) as first_wrong,
        seeded(4, 5) as factor,
), reading as (
    select
        month(starts_on) as month,
        max(quantity) filter (meter_id = 'TR-MET-M') as main,
        max(quantity) filter (meter_id = 'TR-MET-' || letter) as read_here,
        max(quantity) filter (meter_id = if(letter = 'A', 'TR-MET-B', 'TR-MET-A')) as good,
    from meter_reading
    cross join wrong
    where meter_id like 'TR-MET-%'
    group by all
), total as (
    select
        first_wrong, factor,
        sum(read_here) as as_read,
        sum(main) as main_total,
        sum(good) as good_total,
        sum(read_here) filter (month < first_wrong) as before,
        sum(read_here) filter (month >= first_wrong) as after_read,
        max(main) filter (month = 12) as main_december,
        max(good) filter (month = 12) as good_december,
        max(read_here) filter (month = 12) as read_december,
    from reading
    cross join wrong
    group by all
), expected as (
    select
        *,
        before + after_read * factor as expected,
        main_december * 0.99 - good_december as due_december,
        (main_total * 0.99 - good_total) / as_read as whole_year_ratio,
    from total
)
select expected.*, letter from expected cross join wrong
