-- One row per synergy of a park that has not ended, with its place under each criterion; empty where the value is unknown or 0.
-- Parameters: $park_id
-- Columns:    synergy_id, name_en, name_zh, stage, by_mass, by_value, by_co2, by_water
with listed as (
    select
        synergy_id,
        name_en,
        name_zh,
        stage,
        if(unit = 't', nullif(quantity, 0), null) as mass,
        nullif(annual_saving, 0) as annual_saving,
        nullif(co2_saved, 0) as co2_saved,
        nullif(water_saved, 0) as water_saved,
    from synergy
    where park_id = $park_id
        and stage <> 'ended'
)

select
    synergy_id,
    name_en,
    name_zh,
    stage,
    if(mass is null, null, rank() over (order by mass desc nulls last)) as by_mass,
    if(annual_saving is null, null, rank() over (order by annual_saving desc nulls last)) as by_value,
    if(co2_saved is null, null, rank() over (order by co2_saved desc nulls last)) as by_co2,
    if(water_saved is null, null, rank() over (order by water_saved desc nulls last)) as by_water,
from listed
order by least(by_mass, by_value, by_co2, by_water) nulls last, synergy_id
