-- Meters and their readings, including drivers of consumption, for measuring savings against a baseline.

create table meter (
    meter_id varchar not null,
    site_id varchar not null,
    name_en varchar,
    name_zh varchar,
    meter_kind varchar not null,
    resource_id varchar,
    unit varchar not null,
    base_temperature double,
    ipmvp_option varchar,
    measure_id varchar,
    baseline_from date,
    baseline_until date,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table meter is 'One row per meter of a site, or driver of its consumption such as output or degree days.';
comment on column meter.meter_id is 'Short code that never changes';
comment on column meter.site_id is 'Site it is read at; drivers explain the consumption of their own site';
comment on column meter.name_en is 'Name in English';
comment on column meter.name_zh is 'Name in Chinese';
comment on column meter.meter_kind is 'Consumption, or what drives it: output, degree days, another driver';
comment on column meter.resource_id is 'Carrier or water that is consumed; empty for drivers';
comment on column meter.unit is 'Unit of the readings';
comment on column meter.base_temperature is 'Of degree days [°C]';
comment on column meter.ipmvp_option is 'Boundary and way of measuring by the protocol';
comment on column meter.measure_id is 'Measure whose boundary is metered, for options A and B';
comment on column meter.baseline_from is 'First day of the baseline period';
comment on column meter.baseline_until is 'Last day of the baseline period';
comment on column meter.note is 'Anything else worth knowing';
comment on column meter.source is 'Who said it, or where it was published';
comment on column meter.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table meter_reading (
    meter_id varchar not null,
    ends_on date not null,
    starts_on date not null,
    quantity double not null,
    cost double,
    currency varchar,
    is_estimated boolean
);
comment on table meter_reading is 'One row per meter and period read.';
comment on column meter_reading.meter_id is 'Meter that was read';
comment on column meter_reading.ends_on is 'Last day it counts';
comment on column meter_reading.starts_on is 'First day it counts';
comment on column meter_reading.quantity is 'Amount of the period; negative where more is given back than taken [meter.unit]';
comment on column meter_reading.cost is 'What was billed for the period [currency]';
comment on column meter_reading.currency is 'Currency of the bill';
comment on column meter_reading.is_estimated is 'Not read but estimated';
