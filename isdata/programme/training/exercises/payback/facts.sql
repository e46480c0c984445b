-- The sheet, and its corrected values. One row; its columns are the facts.
with sheet as (
    select
        investment, running_cost as running, baseline as before, baseline - modified as suppliers,
        coalesce(measure_saving.price, stored.price) as suppliers_price,
        stored.price as price,
        number('power') as power,
        number('hours') as hours,
    from measure
    join measure_saving using (measure_id)
    cross join (select price from price where price_id = 'electricity-CN-SC-2024') as stored
    where measure_id = 'TR-PAY-M'
), corrected as (
    select *, power * hours / 1000 as saved, power * hours / 1000 * price - running as saving from sheet
), expected as (
    select
        *,
        investment / saving as expected,
        investment / (suppliers * suppliers_price - running) as suppliers_payback,
    from corrected
)
select *, before - saved as after, seeded('hours', 'price') as assumption from expected
