-- One row per prospective company of a park.
-- Parameters: $park_id
-- Columns:    newcomer_id, name_en, name_zh, sector, feature_id, area [ha], employees, value_added [currency/yr], investment [currency], currency, price_year, status, note, source, is_illustrative
select
    newcomer_id,
    name_en,
    name_zh,
    sector,
    feature_id,
    area,
    employees,
    value_added,
    investment,
    currency,
    price_year,
    status,
    note,
    source,
    coalesce(is_illustrative, false) as is_illustrative,
from newcomer
where park_id = $park_id
order by newcomer_id
