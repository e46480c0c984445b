-- Typical supplies and demands of companies by sector, for parks with few declarations.

create table sector_profile (
    profile_id varchar not null,
    sector varchar not null,
    sector_gbt varchar,
    direction varchar not null,
    resource_id varchar not null,
    quantity double not null,
    unit varchar not null,
    uncertainty double not null,
    hours double,
    state varchar,
    temperature double,
    return_temperature double,
    needs_permit boolean,
    current_route varchar,
    source varchar
);
comment on table sector_profile is 'One row per thing that a firm of a sector typically has or wants, by people employed.';
comment on column sector_profile.profile_id is 'Short code that never changes';
comment on column sector_profile.sector is 'Division of ISIC Rev. 4';
comment on column sector_profile.sector_gbt is 'Divisions of GB/T 4754 that mean the same; separated by semicolons';
comment on column sector_profile.direction is 'Supply (have) or demand (want)';
comment on column sector_profile.resource_id is 'What such a firm typically has or wants';
comment on column sector_profile.quantity is 'Typical amount a year for each person employed [unit/yr]';
comment on column sector_profile.unit is 'Unit of the quantity';
comment on column sector_profile.uncertainty is 'Plus or minus so many percent [%]';
comment on column sector_profile.hours is 'Hours a year it runs [h/yr]';
comment on column sector_profile.state is 'Solid, liquid, gas or paste';
comment on column sector_profile.temperature is 'Supply temperature, or the temperature needed [°C]';
comment on column sector_profile.return_temperature is 'Temperature it may be cooled to, or comes back with [°C]';
comment on column sector_profile.needs_permit is 'A permit is needed to hand it over';
comment on column sector_profile.current_route is 'What usually happens with it';
comment on column sector_profile.source is 'Who said it, or where it was published';
