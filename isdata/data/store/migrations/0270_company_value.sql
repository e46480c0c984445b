-- Companies have the value added of several years, so that intensities of each year are divided by that of the year.

create table company_value (
    company_id varchar not null,
    year integer not null,
    value_added double not null,
    currency varchar not null,
    source varchar,
    is_illustrative boolean
);
comment on table company_value is 'One row per company and further year with a known value added.';
comment on column company_value.company_id is 'Company concerned';
comment on column company_value.year is 'Calendar year';
comment on column company_value.value_added is 'Value added of the year at its prices [currency/yr]';
comment on column company_value.currency is 'Currency of the amounts in this row';
comment on column company_value.source is 'Person or publication';
comment on column company_value.is_illustrative is 'Fictitious data for illustration';
