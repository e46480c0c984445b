-- One row per thing that a park can offer to newcomers: free plots, limited utilities, services, and what is entered in addition.
-- Parameters: $park_id
-- Columns:    item_id, offer_kind, feature_id, name_en, name_zh, rule, quantity [unit], maximum [unit], used [unit], unit, price [currency], currency, price_per, price_year, available_from, terms, valid_until, contact, is_illustrative
with item as (
    select
        feature_id as subject,
        'plot' as offer_kind,
        name_en,
        name_zh,
        area as quantity,
        'ha' as unit,
        is_illustrative,
    from plan_feature
    where park_id = $park_id and feature_kind = 'free_plot'
    union all by name
    select
        threshold_id as subject,
        'utility' as offer_kind,
        name_en,
        name_zh,
        rule,
        maximum,
        used,
        unit,
        is_illustrative,
    from threshold
    where park_id = $park_id and rule in ('steam', 'power', 'fresh_water', 'waste_water')
    union all by name
    select
        service_id as subject,
        'service' as offer_kind,
        name_en,
        name_zh,
        responsible as contact,
        is_illustrative,
    from service
    where park_id = $park_id
),

entered as (
    select
        *,
        coalesce(feature_id, threshold_id, service_id) as subject,
    from offer
    where park_id = $park_id
)

select
    coalesce(entered.offer_id, item.subject) as item_id,
    coalesce(entered.offer_kind, item.offer_kind) as offer_kind,
    case when coalesce(entered.offer_kind, item.offer_kind) = 'plot' then subject end as feature_id,
    coalesce(entered.name_en, item.name_en) as name_en,
    coalesce(entered.name_zh, item.name_zh) as name_zh,
    item.rule,
    coalesce(entered.quantity, item.quantity) as quantity,
    item.maximum,
    item.used,
    coalesce(entered.unit, item.unit) as unit,
    entered.price,
    entered.currency,
    entered.price_per,
    entered.price_year,
    entered.available_from,
    entered.terms,
    entered.valid_until,
    coalesce(entered.contact, item.contact) as contact,
    coalesce(entered.is_illustrative, item.is_illustrative, false) as is_illustrative,
from item
full join entered using (subject)
where item.subject is not null or entered.feature_id is null -- a plot that is taken is not offered any more
order by item_id
