-- Flows counted in a unit that cannot tell their resource: electricity in m³, water in MWh, scrap in GJ.
-- Energy may be told by mass or volume where a heating value, an enthalpy or an energy factor of the resource is known.
-- Columns: table, row_key, column, value
with told as (
    select
        flow.flow_id,
        flow.unit,
        resource.unit as usual_unit,
        resource.kind,
        resource.resource_id,
        resource.heating_value is not null or resource.enthalpy is not null as has_content,
        regexp_replace(flow.unit, '^(百万|千万|千|万|亿|Mio|Mrd)', '') as bare_unit,
    from flow
    join resource on resource.resource_id = flow.resource_id
),

measured as (
    select
        *,
        case
            when bare_unit in ('GJ', 'GWh', 'Gcal', 'J', 'MJ', 'MWh', 'Mcal', 'PJ', 'TJ', 'TWh', 'Wh', 'kJ', 'kWh', 'kcal', 'kgce', 'tce') then 'energy'
            when bare_unit in ('Mt', 'g', 'kg', 'kt', 't', '斤') then 'mass'
            when bare_unit in ('L', 'm³') then 'volume'
            when bare_unit = 'Nm³' then 'norm_volume'
            else 'other'
        end as measure,
    from told
)

select
    'flow' as "table",
    flow_id as row_key,
    'unit' as "column",
    unit as value,
from measured
where unit is distinct from usual_unit
    and case kind
        when 'energy'
            then measure <> 'energy'
                and not has_content
                and not exists (
                    from factor
                    where factor.resource_id = measured.resource_id and factor.factor_kind = 'energy_content'
                )
        when 'water' then measure not in ('volume', 'mass')
        when 'material' then measure = 'energy' and not has_content
        else false
    end
order by flow_id
