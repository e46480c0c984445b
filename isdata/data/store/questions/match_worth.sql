-- One row per resource and region with a price, that of its latest year, per usual unit.
-- Parameters: none
-- Columns:    resource_id, price [currency/usual unit], currency, price_year
select
    price.resource_id,
    price.price,
    price.currency,
    price.price_year,
from price
join resource on resource.resource_id = price.resource_id and resource.unit = price.unit
qualify row_number() over (
    partition by price.resource_id, price.region_id order by price.price_year desc, price.price_id
) = 1
order by price.resource_id, price.region_id
