-- One row per assumption of a synergy, as stored.
-- Parameters: $synergy
-- Columns:    assumption, from_year, value [unit], unit, price_year, uncertainty [%], transport_mode, basis, source, is_illustrative
select
    assumption,
    from_year,
    value,
    unit,
    price_year,
    uncertainty,
    transport_mode,
    basis,
    source,
    coalesce(is_illustrative, false) as is_illustrative,
from synergy_assumption
where synergy_id = $synergy
order by assumption, from_year
