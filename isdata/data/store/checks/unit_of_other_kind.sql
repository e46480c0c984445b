-- Amounts in a unit that cannot count their resource: electricity in m³, water in MWh, scrap in GJ or in pieces.
-- Energy may be counted by mass or volume where a heating value, an enthalpy or an energy factor of the resource is known.
-- Columns: table, row_key, column, value
with counted as (
    select 'flow' as "table", flow_id as row_key, resource_id, unit from flow
    union all
    select 'stream', stream_id, resource_id, unit from stream
    union all
    select 'stock_change', concat_ws(' · ', site_id, resource_id, year), resource_id, unit from stock_change
    union all
    select 'measure_saving', concat_ws(' · ', measure_id, resource_id), resource_id, unit from measure_saving
),

measured as (
    select
        counted."table",
        counted.row_key,
        counted.unit,
        resource.unit as usual_unit,
        resource.kind,
        resource.heating_value is not null
        or resource.enthalpy is not null
        or exists (
            from factor
            where factor.resource_id = counted.resource_id and factor.factor_kind = 'energy_content'
        ) as has_content,
        case
            when bare_unit in (
                'Btu', 'GJ', 'GWh', 'Gcal', 'J', 'MJ', 'MMBtu', 'MWh', 'Mcal', 'Mtoe', 'PJ', 'TJ', 'TWh', 'Wh', 'kBtu', 'kJ', 'kWh', 'kcal', 'kgce',
                'ktoe', 'tce', 'therm', 'toe'
            ) then 'energy'
            when bare_unit in ('Mt', 'dry t', 'g', 'kg', 'klb', 'kt', 'lb', 'long ton', 'mg', 'short ton', 't', '斤') then 'mass'
            when bare_unit in (
                '100 ft³', '1000 US gal', '1000 ft³', '1000 imp gal', 'L', 'ML', 'US gal', 'bbl (oil)', 'ft³', 'imp gal', 'kL', 'mL', 'million US gal',
                'm³'
            ) then 'volume'
            when bare_unit in ('100 scf', 'MMscf', 'Nm³', 'kscf', 'scf') then 'norm_volume'
            else 'other'
        end as measure,
    from counted
    join resource on resource.resource_id = counted.resource_id
    cross join lateral (select regexp_replace(counted.unit, '^(百万|千万|千|万|亿|(Mio|Mrd) ?)', '') as bare_unit)
)

select
    "table",
    row_key,
    'unit' as "column",
    unit as value,
from measured
where unit is distinct from usual_unit
    and case kind
        when 'energy' then measure = 'other' or (measure <> 'energy' and not has_content)
        when 'water' then measure not in ('volume', 'mass')
        when 'material' then measure = 'other' or (measure = 'energy' and not has_content)
        else false
    end
order by "table", row_key
