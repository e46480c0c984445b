-- One row per resource with a price: the middle one over the regions, each of its latest year, per usual unit.
-- Parameters: $currency
-- Columns:    resource_id, price [currency/usual unit], price_year
with latest as (
    select
        price.resource_id,
        price.price,
        price.price_year,
    from price
    join resource on resource.resource_id = price.resource_id and resource.unit = price.unit
    where price.currency = $currency
    qualify row_number() over (
        partition by price.resource_id, price.region_id order by price.price_year desc, price.price_id
    ) = 1
)

select
    resource_id,
    median(price) as price,
    max(price_year) as price_year,
from latest
group by resource_id
order by resource_id
