-- Shared treatment of pollutants: investment, removal and uncertainty of an option, and further resources that it treats.

alter table shared_option add column option_kind varchar;
alter table shared_option add column investment double;
alter table shared_option add column investment_exponent double;
alter table shared_option add column lifetime double;
alter table shared_option add column pollutant_en varchar;
alter table shared_option add column pollutant_zh varchar;
alter table shared_option add column pollutant_content double;
alter table shared_option add column removal_efficiency double;
alter table shared_option add column region_id varchar;
alter table shared_option add column uncertainty double;
comment on column shared_option.option_kind is 'Supply or service that companies require, or treatment of what they discharge; empty: supply';
comment on column shared_option.investment is 'One-time cost of a plant for the reference amount [currency]';
comment on column shared_option.investment_exponent is 'Exponent of the investment over the amount; empty: 0.6';
comment on column shared_option.lifetime is 'Lifetime of the plant; empty: 10 [yr]';
comment on column shared_option.pollutant_en is 'Pollutant that the treatment removes';
comment on column shared_option.pollutant_zh is 'Pollutant that the treatment removes';
comment on column shared_option.pollutant_content is 'Pollutant in one unit that enters the plant [kg/unit]';
comment on column shared_option.removal_efficiency is 'Share of the pollutant that is removed [%]';
comment on column shared_option.region_id is 'Region of the costs';
comment on column shared_option.uncertainty is 'Plus or minus of the costs [%]';

create table shared_option_resource (
    option_id varchar not null,
    resource_id varchar not null,
    source varchar,
    is_illustrative boolean
);
comment on table shared_option_resource is 'One row per further resource that a shared option supplies or treats beside its main one.';
comment on column shared_option_resource.option_id is 'Shared option';
comment on column shared_option_resource.resource_id is 'Further resource that the option supplies or treats';
comment on column shared_option_resource.source is 'Person or publication';
comment on column shared_option_resource.is_illustrative is 'Fictitious data for illustration';
