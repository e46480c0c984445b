-- One row per benefit of a measure other than energy, as stored.
-- Parameters: $measure_id
-- Columns:    measure_id, benefit_id, name_en, name_zh, amount [currency/yr], currency, price_year, source, is_illustrative
select *
from measure_benefit
where measure_id = $measure_id
order by benefit_id
