-- One row per measure of a park's sites, with its company.
-- With $joining, measures of these companies at other parks' sites are included.
-- Parameters: $park_id, $joining
-- Columns:    measure_id, network_id, site_id, company_id, company_en, company_zh, visibility, name_en, name_zh, category, arc_code, status, year, investment [currency], incentive [currency], avoided_replacement [currency], running_cost [currency/yr], other_saving [currency/yr], lifetime [yr], currency, price_year, effort, owner, dropped_reason, stream_id, stream_change, uncertainty_investment [%], uncertainty [%], benefit_en, benefit_zh, note, source, is_illustrative, degradation [1/yr], salvage [currency], replacement_cost [currency]
select
    measure.measure_id,
    measure.network_id,
    measure.site_id,
    company.company_id,
    coalesce(company.name_en, site.name_en) as company_en,
    coalesce(company.name_zh, site.name_zh) as company_zh,
    coalesce(company.visibility, 'facilitator') as visibility,
    measure.name_en,
    measure.name_zh,
    measure.category,
    measure.arc_code,
    measure.status,
    measure.year,
    measure.investment,
    coalesce(measure.incentive, 0) as incentive,
    coalesce(measure.avoided_replacement, 0) as avoided_replacement,
    coalesce(measure.running_cost, 0) as running_cost,
    coalesce(measure.other_saving, 0) as other_saving,
    measure.lifetime,
    coalesce(measure.currency, park.currency) as currency,
    measure.price_year,
    measure.effort,
    measure.owner,
    measure.dropped_reason,
    measure.stream_id,
    measure.stream_change,
    measure.uncertainty_investment,
    measure.uncertainty,
    measure.benefit_en,
    measure.benefit_zh,
    measure.note,
    measure.source,
    coalesce(measure.is_illustrative, false) as is_illustrative,
    measure.degradation,
    measure.salvage,
    measure.replacement_cost,
from measure
join site on site.site_id = measure.site_id
join park on park.park_id = site.park_id
left join company on company.company_id = site.company_id
where site.park_id = $park_id
    or list_contains($joining, site.company_id)
order by measure.measure_id
