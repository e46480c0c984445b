-- Amounts in a unit that is not possible for their resource: electricity in m³, water in MWh, scrap in GJ or in pieces.
-- Mass or volume is possible for energy if a heating value, an enthalpy or an energy factor of the resource is known.
-- Columns: table, row_key, column, value (unit and names of the resource: MWh · Steel scrap / 废钢)
with counted as (
    select 'flow' as "table", flow_id as row_key, resource_id, unit from flow
    union all
    select 'stream', stream_id, resource_id, unit from stream
    union all
    select 'stock_change', concat_ws(' · ', site_id, resource_id, year), resource_id, unit from stock_change
    union all
    select 'measure_saving', concat_ws(' · ', measure_id, resource_id), resource_id, unit from measure_saving
),

unit_kinds as (
    select unnest([
        'Btu', 'GJ', 'GWh', 'Gcal', 'J', 'MJ', 'MMBtu', 'MWh', 'Mcal', 'Mtoe', 'PJ', 'TJ', 'TWh', 'Wh', 'kBtu', 'kJ', 'kWh',
        'kcal', 'kgce', 'ktoe', 'tce', 'therm', 'toe'
    ]) as bare_unit, 'energy' as measure
    union all
    select unnest([
        'Mt', 'dry t', 'g', 'kg', 'klb', 'kt', 'lb', 'long ton', 'mg', 'short ton', 't', '斤'
    ]), 'mass'
    union all
    select unnest([
        '100 ft³', '1000 US gal', '1000 ft³', '1000 imp gal', 'L', 'ML', 'US gal', 'bbl (oil)', 'ft³', 'imp gal', 'kL', 'mL',
        'million US gal', 'm³'
    ]), 'volume'
    union all
    select unnest([
        '100 scf', 'MMscf', 'Nm³', 'kscf', 'scf'
    ]), 'norm_volume'
),

measured as (
    select
        counted."table",
        counted.row_key,
        counted.unit,
        resource.unit as usual_unit,
        resource.kind,
        concat_ws(' / ', resource.name_en, resource.name_zh) as names,
        resource.heating_value is not null
        or resource.enthalpy is not null
        or counted.resource_id in (select resource_id from factor where factor_kind = 'energy_content' and resource_id is not null) as has_content,
        coalesce(unit_kinds.measure, 'other') as measure,
    from counted
    join resource on resource.resource_id = counted.resource_id
    left join unit_kinds on unit_kinds.bare_unit = regexp_replace(counted.unit, '^(百万|千万|千|万|亿|(Mio|Mrd) ?)', '')
)

select
    "table",
    row_key,
    'unit' as "column",
    concat_ws(' · ', unit, names) as value,
from measured
where unit is distinct from usual_unit
    and case kind
        when 'energy' then measure = 'other' or (measure <> 'energy' and not has_content)
        when 'water' then measure not in ('volume', 'mass')
        when 'material' then measure = 'other' or (measure = 'energy' and not has_content)
        else false
    end
order by "table", row_key
