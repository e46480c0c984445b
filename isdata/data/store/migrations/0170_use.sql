-- Published uses of by-products, and the functions that resources can serve.

create table use (
    use_id varchar not null,
    resource_id varchar not null,
    substitute_id varchar not null,
    process varchar not null,
    sector varchar,
    share_maximum double,
    conditions varchar,
    treatment varchar,
    yield double,
    cost_minimum double,
    cost_maximum double,
    currency varchar,
    price_year integer,
    maturity varchar not null,
    standard varchar,
    needs_permit boolean,
    countries varchar,
    source varchar not null
);
comment on table use is 'One row per published use of a by-product in place of a bought good.';
comment on column use.use_id is 'Short, permanent code';
comment on column use.resource_id is 'Resource that is used';
comment on column use.substitute_id is 'Bought good that it replaces';
comment on column use.process is 'Process or product in which it is used, English / Chinese';
comment on column use.sector is 'Using sector: division or class of ISIC Rev. 4';
comment on column use.share_maximum is 'Maximum share of the charge or product stated by the source [%]';
comment on column use.conditions is 'Quality the use demands, English / Chinese';
comment on column use.treatment is 'Preparation that the use needs, English / Chinese';
comment on column use.yield is 'Amount of the good replaced per amount used [t/t]';
comment on column use.cost_minimum is 'Lower end of the preparation cost per usual unit [currency/unit]';
comment on column use.cost_maximum is 'Upper end of the preparation cost per usual unit [currency/unit]';
comment on column use.currency is 'Currency of the amounts in this row';
comment on column use.price_year is 'Year of the prices';
comment on column use.maturity is 'Established practice, demonstrated, or researched';
comment on column use.standard is 'Product standard that applies';
comment on column use.needs_permit is 'Whether the use requires a permit';
comment on column use.countries is 'Countries or regions where the source reports the use; separated by semicolons';
comment on column use.source is 'Publications in which the use was found';

create table resource_function (
    entry_id varchar not null,
    resource_id varchar not null,
    function varchar not null
);
comment on table resource_function is 'One row per function that a resource can serve.';
comment on column resource_function.entry_id is 'Short, permanent code';
comment on column resource_function.resource_id is 'Resource that serves the function';
comment on column resource_function.function is 'What it serves as, where others serve the same: acid, alkali, aggregate, fuel and so on';
