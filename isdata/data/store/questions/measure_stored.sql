-- One row: a measure as stored.
-- Parameters: $measure_id
-- Columns:    measure_id, network_id, site_id, name_en, name_zh, category, arc_code, status, year, investment [currency], investment_engineering [currency], investment_material [currency], investment_labour [currency], investment_other [currency], incentive [currency], avoided_replacement [currency], running_cost [currency/yr], other_saving [currency/yr], lifetime [yr], currency, price_year, effort, owner, dropped_reason, stream_id, stream_change, uncertainty_investment [%], uncertainty [%], benefit_en, benefit_zh, note, source, is_illustrative, degradation [1/yr], salvage [currency], replacement_cost [currency]
select *
from measure
where measure_id = $measure_id
