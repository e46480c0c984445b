-- Saved energy, its factors, and the CO2 by each. One row; its columns are the facts.
with stated as (
    select
        seeded(24000, 31500) as electricity,
        seeded(1200000, 2600000) as gas,
        (select value from factor where factor_id = 'co2-electricity-CN-2022') as national,
        (select value from factor where factor_id = 'co2-electricity-CN-SC-2022') as provincial,
        (select value from factor where factor_id = 'co2-natural_gas') as gas_factor,
), counted as (
    select
        *,
        gas * gas_factor as of_gas,
        electricity * national + gas * gas_factor as reported,
        electricity * provincial + gas * gas_factor as restated,
    from stated
)
select *, (restated - reported) / reported * 100 as change from counted
