-- Offers of a park to newcomers: plots, utilities, services and permit support, with price and terms.

create table offer (
    offer_id varchar not null,
    park_id varchar not null,
    offer_kind varchar not null,
    feature_id varchar,
    threshold_id varchar,
    service_id varchar,
    name_en varchar,
    name_zh varchar,
    quantity double,
    unit varchar,
    price double,
    currency varchar,
    price_per varchar,
    price_year integer,
    available_from integer,
    terms varchar,
    valid_until date,
    contact varchar,
    source varchar,
    is_illustrative boolean
);
comment on table offer is 'One row per plot, utility or service that a park offers to newcomers, with price and terms.';
comment on column offer.offer_id is 'Short, permanent code';
comment on column offer.park_id is 'Park that makes the offer';
comment on column offer.offer_kind is 'Plot, utility, service or permit support';
comment on column offer.feature_id is 'Free plot of the park plan';
comment on column offer.threshold_id is 'Limit of the park whose free capacity is offered';
comment on column offer.service_id is 'Service of the administration';
comment on column offer.name_en is 'Name in English, unless plot, limit or service has it';
comment on column offer.name_zh is 'Name in Chinese, unless plot, limit or service has it';
comment on column offer.quantity is 'Amount on offer, where plan and limits do not give it';
comment on column offer.unit is 'Unit of the amount';
comment on column offer.price is 'Price or tariff';
comment on column offer.currency is 'Currency of the amounts in this row';
comment on column offer.price_per is 'Unit that the price is for';
comment on column offer.price_year is 'Year of the prices';
comment on column offer.available_from is 'Year from which it is available';
comment on column offer.terms is 'Conditions of the offer';
comment on column offer.valid_until is 'Last day of validity';
comment on column offer.contact is 'Office or person to contact';
comment on column offer.source is 'Person or publication';
comment on column offer.is_illustrative is 'Fictitious data for illustration';
