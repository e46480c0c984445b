-- Impossible assumptions of a synergy: negative amounts, investments and costs of a unit (income from a treatment
-- is a price), a life of zero, a rate of 8 instead of 8 %.
-- Columns: table, row_key, column, value
select
    'synergy_assumption' as "table",
    concat_ws(' · ', synergy_id, assumption, from_year) as row_key,
    'value' as "column",
    cast(value as varchar) as value,
from synergy_assumption
where (
        value < 0
        and assumption in (
            'volume', 'substitution', 'handling', 'treatment', 'quality_risk', 'distance', 'transport',
            'investment_provider', 'investment_receiver', 'investment_treatment', 'investment_open', 'jobs', 'hurdle',
            'treatment_electricity', 'co2_electricity', 'co2_transport'
        )
    )
    or (assumption = 'lifetime' and not value between 1 and 100)
    or (assumption = 'discount_rate' and not value between 0 and 1)
order by row_key
