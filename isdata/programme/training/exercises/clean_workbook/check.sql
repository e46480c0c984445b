-- Findings of each field, in the order in which they are considered; all is read from the streams of the site.
-- Columns: field, finding, applies
with paper (resource_id, direction, amount, other_amount) as (
    values
    ('steel_scrap', 'supply', fact('scrap'), other('scrap')),
    ('aluminium_chips', 'supply', fact('chips'), other('chips')),
    ('wood_waste', 'supply', fact('wood') * 12, other('wood') * 12),
    ('used_oil', 'supply', fact('oil'), other('oil')),
    ('spent_emulsion', 'supply', fact('emulsion'), other('emulsion')),
    ('cardboard_waste', 'supply', fact('cardboard'), other('cardboard')),
    ('plastic_scrap', 'supply', fact('plastic'), other('plastic')),
    ('waste_heat', 'supply', fact('heat'), other('heat')),
    ('reclaimed_water', 'demand', fact('water'), other('water')),
    ('solvent', 'demand', fact('solvent'), other('solvent')),
    ('pallet_pool', 'demand', fact('pallets'), other('pallets'))
), stored as (
    select
        resource_id, stream.direction, year,
        quantity * case period when 'month' then 12 when 'week' then 52 when 'day' then 365 else 1 end as amount,
    from stream
    where site_id = 'TR-CLN-S'
), row as (
    select
        paper.resource_id,
        count(stored.resource_id) as times,
        bool_and(stored.direction = paper.direction) as is_direction,
        bool_and(near(stored.amount, paper.amount)) as is_amount,
        bool_and(near(stored.amount, paper.other_amount)) as is_other,
        max(stored.amount) as amount,
        max(paper.amount) as due,
    from paper
    left join stored using (resource_id)
    group by paper.resource_id
), whole as (
    select
        sum(times) as times,
        bool_or(times = 0 and resource_id not in ('used_oil', 'reclaimed_water')) as is_missing,
        bool_or(times > 1) as is_twice,
        bool_and(is_amount) filter (times > 0 and resource_id != 'spent_emulsion') as is_amount,
        bool_and(is_other) filter (times > 0) as is_other,
        bool_or(resource_id = 'steel_scrap' and near(amount, due * 1000)) as is_kilograms,
        bool_or(resource_id = 'wood_waste' and near(amount * 12, due)) as is_month,
        bool_or(resource_id = 'solvent' and not is_amount) as is_comma,
        bool_or(resource_id = 'pallet_pool' and not is_amount) as is_pallets,
        bool_or(resource_id = 'waste_heat' and not is_direction) as is_heat,
        bool_or(resource_id = 'cardboard_waste' and not is_direction) as is_cardboard,
        bool_and(is_direction) as is_direction,
        bool_or(resource_id = 'used_oil' and times = 0) as is_oil,
        bool_or(resource_id = 'spent_emulsion' and not is_amount) as is_emulsion,
        bool_or(resource_id = 'reclaimed_water' and times = 0) as is_water,
        (select coalesce(bool_or(year is distinct from 2024), false) from stored) as is_year,
    from row
)
select field, finding, applies
from whole,
    lateral (
        values
        ('rows', 'not_imported', times = 0),
        ('rows', 'entered_twice', is_twice),
        ('rows', 'row_missing', is_missing),
        ('rows', 'right', true),
        ('amounts', 'not_imported', times = 0),
        ('amounts', 'copied', is_other),
        ('amounts', 'kilograms', is_kilograms),
        ('amounts', 'month_as_year', is_month),
        ('amounts', 'comma_lost', is_comma),
        ('amounts', 'pallets_wrong', is_pallets),
        ('amounts', 'right', is_amount),
        ('amounts', 'other_amount', true),
        ('kinds', 'not_imported', times = 0),
        ('kinds', 'oil_unknown', is_oil),
        ('kinds', 'cardboard_turned', is_cardboard),
        ('kinds', 'heat_turned', is_heat),
        ('kinds', 'right', is_direction),
        ('places', 'not_imported', times = 0),
        ('places', 'emulsion_rate', is_emulsion),
        ('places', 'year_typed', is_year),
        ('places', 'water_elsewhere', is_water),
        ('places', 'right', true)
    ) as judged (field, finding, applies)
