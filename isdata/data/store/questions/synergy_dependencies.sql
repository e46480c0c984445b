-- One row per synergy of a park and supply of its resource at a providing site, on which it depends. A synergy whose
-- providers declare no such stream has one row without a stream. Amounts are per year.
-- Parameters: $park_id
-- Columns:    synergy_id, name_en, name_zh, stage, investment [currency], annual_saving [currency/yr], lifetime [yr], currency, co2_saved [t/yr], probability, quantity [unit/yr], unit, company_id, is_open, is_illustrative, stream_id, stream_en, stream_zh, supplied [stream_unit/yr], stream_unit
with partner as (
    select
        synergy_participant.synergy_id,
        bool_and(company.visibility = 'public' or coalesce(synergy_participant.is_named, false)) as is_open,
        arg_min(site.company_id, (
            list_position(['operator', 'provider', 'treatment', 'receiver', 'other'], synergy_participant.role),
            site.site_id
        )) as company_id,
    from synergy_participant
    join site on site.site_id = synergy_participant.site_id
    join company on company.company_id = site.company_id
    group by synergy_participant.synergy_id
)

select
    synergy.synergy_id,
    synergy.name_en,
    synergy.name_zh,
    synergy.stage,
    synergy.investment,
    synergy.annual_saving,
    synergy.lifetime,
    coalesce(synergy.currency, park.currency) as currency,
    synergy.co2_saved,
    if(synergy.stage = 'operation', 1.0, synergy.probability) as probability,
    synergy.quantity,
    synergy.unit,
    partner.company_id,
    coalesce(partner.is_open, false) as is_open,
    coalesce(synergy.is_illustrative, false) as is_illustrative,
    stream.stream_id,
    stream.name_en as stream_en,
    stream.name_zh as stream_zh,
    stream.quantity * case stream.period
        when 'month' then 12
        when 'week' then 52
        when 'day' then 365
        when 'hour' then coalesce(stream.hours, 8760)
        else 1
    end as supplied,
    stream.unit as stream_unit,
from synergy
join park on park.park_id = synergy.park_id
left join partner on partner.synergy_id = synergy.synergy_id
left join synergy_participant
    on synergy_participant.synergy_id = synergy.synergy_id
    and synergy_participant.role = 'provider'
left join stream
    on stream.site_id = synergy_participant.site_id
    and stream.resource_id = synergy.resource_id
    and stream.direction = 'supply'
where synergy.park_id = $park_id
order by synergy.synergy_id, stream.stream_id
