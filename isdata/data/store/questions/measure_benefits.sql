-- One row per benefit of a park's measures other than energy.
-- With $joining, measures of these companies at other parks' sites are included.
-- Parameters: $park_id, $joining
-- Columns:    measure_id, benefit_id, name_en, name_zh, amount [currency/yr], currency, price_year, source, is_illustrative
select
    measure_benefit.measure_id,
    measure_benefit.benefit_id,
    measure_benefit.name_en,
    measure_benefit.name_zh,
    measure_benefit.amount,
    measure_benefit.currency,
    measure_benefit.price_year,
    measure_benefit.source,
    coalesce(measure_benefit.is_illustrative, false) as is_illustrative,
from measure_benefit
join measure on measure.measure_id = measure_benefit.measure_id
join site on site.site_id = measure.site_id
where site.park_id = $park_id
    or list_contains($joining, site.company_id)
order by measure_benefit.measure_id, measure_benefit.benefit_id
