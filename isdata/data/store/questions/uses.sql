-- One row per published use of a by-product.
-- Parameters: none
-- Columns:    use_id, resource_id, substitute_id, process (English / Chinese), sector, share_maximum [%], conditions (English / Chinese), treatment (English / Chinese), yield [t/t], cost_minimum [currency/unit], cost_maximum [currency/unit], currency, price_year, maturity, standard, needs_permit, countries, source
select
    use_id,
    resource_id,
    substitute_id,
    process,
    sector,
    share_maximum,
    conditions,
    treatment,
    yield,
    cost_minimum,
    cost_maximum,
    currency,
    price_year,
    maturity,
    standard,
    needs_permit,
    countries,
    source,
from use
order by use_id
