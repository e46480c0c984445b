-- One row per declared supply or demand of some parks, or of a region with its subregions, with the data for
-- matching. For a company that discloses only class and range, name, site and free text are empty. Streams visible to
-- the facilitator only are left out unless all names may be shown. With $profiles, typical supplies and demands of a
-- company's sector and size are added (is_typical) for resources that it has not declared.
-- Parameters: $on (day on which licences must be valid; null for today), $parks (null for all), $region (null for all), $resources (null for all), $sees_all, $own, $introduced (only the streams of pairs whose companies both agreed to be named, complete except money), $profiles (true: with typical streams)
-- Columns:    stream_id, token, site_id, owner, park_id, park_en, park_zh, is_hidden, is_kept (shown in full to the facilitator only), is_typical, company_en, company_zh, sector (ISIC), direction, resource_id, resource_en, resource_zh, resource_class, kind, topic, ewc_code, gbt_code, is_hazardous, usual_unit, heating_value [GJ/usual unit], density [t/m³], enthalpy [GJ/t], name_en, name_zh, quantity [unit/period], quantity_minimum [unit/period], unit, period, year, pattern, available_from, available_until, daily_from [h], daily_until [h], hours [h/yr], state, form, temperature [°C], return_temperature [°C], pressure [bar], power [kW], needs_permit, current_route, current_cost [currency/unit], price_wanted [currency/unit], currency, price_year, distance_maximum [km], transport_mode, basis, uncertainty [%], latitude [°], longitude [°] (the park's where the site has none), is_placed (the site has its own, and the plan of its park is to scale), shares, licences (resources that the site is licensed to take)
-- Employees of a company with several sites are distributed evenly.
with employed as (
    select
        site.site_id,
        left(company.sector, 2) as sector,
        company.sector as sector_class,
        left(company.sector_gbt, 3) as sector_gbt,
        company.employees / count(*) over (partition by company.company_id) as employees,
    from site
    join company on company.company_id = site.company_id
    where coalesce($profiles, false)
),

-- In order of preference: profiles of the sector; inputs and outputs of plants of its ISIC class, without amounts, as
-- these are per tonne of an unknown output; and by-products that its class can use by established or demonstrated practice.
proposal as (
    select
        1 as preference,
        'typical-' || sector_profile.profile_id || '-' || employed.site_id as stream_id,
        employed.site_id,
        sector_profile.direction,
        sector_profile.resource_id,
        sector_profile.quantity * employed.employees as quantity,
        sector_profile.unit,
        sector_profile.hours,
        sector_profile.state,
        sector_profile.temperature,
        sector_profile.return_temperature,
        sector_profile.needs_permit,
        sector_profile.current_route,
        sector_profile.uncertainty,
    from employed
    join sector_profile
        on sector_profile.sector = employed.sector
        or (employed.sector is null and contains('; ' || sector_profile.sector_gbt || ';', '; ' || employed.sector_gbt || ';'))
    union all by name
    select distinct
        2 as preference,
        'typical-plant-' || plant_flow.direction || '-' || plant_flow.resource_id || '-' || employed.site_id as stream_id,
        employed.site_id,
        plant_flow.direction,
        plant_flow.resource_id,
        resource.unit,
        90.0 as uncertainty,
    from employed
    join plant_flow on plant_flow.sector = employed.sector_class
    join resource on resource.resource_id = plant_flow.resource_id
    union all by name
    select distinct
        3 as preference,
        'typical-use-' || use.resource_id || '-' || employed.site_id as stream_id,
        employed.site_id,
        'demand' as direction,
        use.resource_id,
        resource.unit,
        90.0 as uncertainty,
    from employed
    join use on use.sector = employed.sector_class
    join resource on resource.resource_id = use.resource_id
    where use.maturity <> 'researched'
),

typical as (
    select
        *,
        'year' as period,
        'sector_default' as basis,
        true as is_typical,
    from proposal
    anti join stream using (site_id, direction, resource_id)
    qualify preference = min(preference) over (partition by site_id, direction, resource_id)
),

-- The plan of a real park that is drawn for illustration only: distances on it are not meaningful.
sketch as (
    select distinct plan_feature.park_id
    from plan_feature
    join park on park.park_id = plan_feature.park_id
    where plan_feature.is_illustrative and not coalesce(park.is_illustrative, false)
),

stated as (
    select
        *,
        false as is_typical,
    from stream
    union all by name
    select * exclude (preference) from typical
),

open_stream as (
    select
        stream.*,
        site.company_id,
        site.park_id,
        coalesce(site.latitude, park.latitude) as y,
        coalesce(site.longitude, park.longitude) as x,
        site.latitude + site.longitude is not null and sketch.park_id is null as is_placed,
        coalesce(site.name_en, company.name_en) as company_en,
        coalesce(site.name_zh, company.name_zh) as company_zh,
        company.sector as company_sector,
        park.name_en as park_en,
        park.name_zh as park_zh,
        list_contains($own, company.company_id) as is_own,
        not is_own and 'class_band' in (company.visibility, coalesce(stream.visibility, '')) as is_band,
        not is_own and 'facilitator' in (company.visibility, coalesce(stream.visibility, '')) as is_secret,
        is_band and not $sees_all and not coalesce($introduced, false) as is_hidden,
    from stated as stream
    join site on site.site_id = stream.site_id
    join company on company.company_id = site.company_id
    join park on park.park_id = site.park_id
    left join sketch on sketch.park_id = site.park_id
    where ($parks is null or list_contains($parks, site.park_id))
        and (cast($region as varchar) is null or park.region_id in (select region_id from {region_containment} where within_id = $region))
        and ($resources is null or list_contains($resources, stream.resource_id))
        and (not coalesce($introduced, false) or stream.stream_id in (
            select unnest([supply_id, demand_id])
            from introduction
            where supply_agreed_on is not null and demand_agreed_on is not null
        ))
),

-- A code covers all codes that begin with it: a chapter, a sub-chapter, or one entry.
licensed as (
    select
        licence.site_id,
        list(distinct resource.resource_id) as licences,
    from licence
    join resource
        on licence.resource_id = resource.resource_id
        or starts_with(replace(resource.ewc_code, ' ', ''), replace(licence.ewc_code, ' ', ''))
        or starts_with(resource.gbt_code, licence.gbt_code)
    where coalesce(cast($on as date), current_date)
        between coalesce(licence.valid_from, date '0001-01-01') and coalesce(licence.valid_until, date '9999-12-31')
    group by licence.site_id
),

profile as (
    select
        stream_id,
        list(share order by month) as shares,
    from stream_profile
    group by stream_id
    having count(*) = 12
)

select
    if(is_hidden, 'hidden-' || row_number() over (order by md5(open_stream.stream_id)), open_stream.stream_id) as stream_id,
    md5(open_stream.stream_id) as token,
    if(is_hidden, null, open_stream.site_id) as site_id,
    dense_rank() over (order by md5(open_stream.site_id)) as owner,
    open_stream.park_id,
    open_stream.park_en,
    open_stream.park_zh,
    open_stream.is_hidden,
    open_stream.is_band or open_stream.is_secret as is_kept,
    open_stream.is_typical,
    if(is_hidden, null, open_stream.company_en) as company_en,
    if(is_hidden, null, open_stream.company_zh) as company_zh,
    if(is_hidden, null, open_stream.company_sector) as sector,
    open_stream.direction,
    open_stream.resource_id,
    resource.name_en as resource_en,
    resource.name_zh as resource_zh,
    resource.resource_class,
    resource.kind,
    resource.topic,
    resource.ewc_code,
    resource.gbt_code,
    coalesce(resource.is_hazardous, false) as is_hazardous,
    resource.unit as usual_unit,
    resource.heating_value,
    resource.density,
    resource.enthalpy,
    if(is_hidden, null, open_stream.name_en) as name_en,
    if(is_hidden, null, open_stream.name_zh) as name_zh,
    open_stream.quantity,
    open_stream.quantity_minimum,
    open_stream.unit,
    open_stream.period,
    open_stream.year,
    open_stream.pattern,
    open_stream.available_from,
    open_stream.available_until,
    open_stream.daily_from,
    open_stream.daily_until,
    open_stream.hours,
    open_stream.state,
    open_stream.form,
    open_stream.temperature,
    open_stream.return_temperature,
    open_stream.pressure,
    open_stream.power,
    coalesce(open_stream.needs_permit, false) as needs_permit,
    open_stream.current_route,
    if($sees_all or is_own, open_stream.current_cost, null) as current_cost,
    if($sees_all or is_own, open_stream.price_wanted, null) as price_wanted,
    open_stream.currency,
    if($sees_all or is_own, open_stream.price_year, null) as price_year,
    open_stream.distance_maximum,
    open_stream.transport_mode,
    open_stream.basis,
    open_stream.uncertainty,
    open_stream.y as latitude,
    open_stream.x as longitude,
    open_stream.is_placed,
    profile.shares,
    licensed.licences,
from open_stream
join resource on resource.resource_id = open_stream.resource_id
left join profile on profile.stream_id = open_stream.stream_id
left join licensed on licensed.site_id = open_stream.site_id
where $sees_all or coalesce($introduced, false) or not is_secret
order by open_stream.stream_id
