-- Initial schema: all tables of the product.
-- Only NOT NULL constraints: the same tables are used in a file and in a lake, which has no keys
-- and no checks. Uniqueness, references and limits are rules of the contracts and checks/*.sql,
-- which also return the rows that break them.

create table region (
    region_id varchar not null,
    name_en varchar,
    name_zh varchar,
    parent_id varchar
);
comment on table region is 'One row per country, province or grid region that prices, factors and parks refer to.';
comment on column region.region_id is 'Short code that never changes, ISO 3166 where there is one';
comment on column region.name_en is 'Name in English';
comment on column region.name_zh is 'Name in Chinese';
comment on column region.parent_id is 'Region that contains this one';

create table park (
    park_id varchar not null,
    name_en varchar,
    name_zh varchar,
    aliases varchar,
    region_id varchar not null,
    currency varchar not null,
    latitude double,
    longitude double,
    area double,
    operator_en varchar,
    operator_zh varchar,
    description_en varchar,
    description_zh varchar,
    source varchar,
    is_illustrative boolean
);
comment on table park is 'One row per industrial park: the system boundary.';
comment on column park.park_id is 'Short code that never changes';
comment on column park.name_en is 'Name in English';
comment on column park.name_zh is 'Name in Chinese';
comment on column park.aliases is 'Other spellings and former names, separated by semicolons; the search finds them';
comment on column park.region_id is 'Province or country, for factors and prices';
comment on column park.currency is 'Currency in which the park''s money is shown';
comment on column park.latitude is 'Middle of the park, WGS 84 [°]';
comment on column park.longitude is 'Middle of the park, WGS 84 [°]';
comment on column park.area is 'Area inside the boundary [ha]';
comment on column park.operator_en is 'Body that runs the park';
comment on column park.operator_zh is 'Body that runs the park';
comment on column park.description_en is 'What the park is, in a sentence or two';
comment on column park.description_zh is 'What the park is, in a sentence or two';
comment on column park.source is 'Who said it, or where it was published';
comment on column park.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table plan_feature (
    feature_id varchar not null,
    park_id varchar not null,
    feature_kind varchar not null,
    name_en varchar,
    name_zh varchar,
    geometry varchar not null,
    area double,
    source varchar,
    is_illustrative boolean
);
comment on table plan_feature is 'One row per drawn thing of the park plan: boundary, plot, road, pipe corridor.';
comment on column plan_feature.feature_id is 'Short code that never changes';
comment on column plan_feature.park_id is 'Park whose plan it belongs to';
comment on column plan_feature.feature_kind is 'Boundary, plot, free plot, road, corridor, water or green space';
comment on column plan_feature.name_en is 'Name in English, where it has one of its own';
comment on column plan_feature.name_zh is 'Name in Chinese, where it has one of its own';
comment on column plan_feature.geometry is 'GeoJSON geometry in longitude and latitude, WGS 84';
comment on column plan_feature.area is 'Area of a plot [ha]';
comment on column plan_feature.source is 'Who said it, or where it was published';
comment on column plan_feature.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table company (
    company_id varchar not null,
    name_en varchar,
    name_zh varchar,
    company_group varchar,
    sector varchar,
    sector_gbt varchar,
    employees integer,
    is_sme boolean,
    value_added double,
    currency varchar,
    price_year integer,
    visibility varchar not null,
    interest varchar,
    source varchar,
    is_illustrative boolean
);
comment on table company is 'One row per legal entity.';
comment on column company.company_id is 'Short code that never changes';
comment on column company.name_en is 'Name in English';
comment on column company.name_zh is 'Name in Chinese';
comment on column company.company_group is 'Group of companies it is shown with, such as a supply chain';
comment on column company.sector is 'ISIC Rev. 4 division or class';
comment on column company.sector_gbt is 'Chinese industry code';
comment on column company.employees is 'People employed';
comment on column company.is_sme is 'Small or medium-sized company';
comment on column company.value_added is 'Value added in the price year, for energy per value added [currency/yr]';
comment on column company.currency is 'Currency of the money in this row';
comment on column company.price_year is 'Price year of the amounts of money';
comment on column company.visibility is 'How others may see its streams: in full, as class and band only, or by the facilitator only';
comment on column company.interest is 'How far it has come: invited, present, interested, interviewed';
comment on column company.source is 'Who said it, or where it was published';
comment on column company.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table site (
    site_id varchar not null,
    company_id varchar not null,
    park_id varchar not null,
    name_en varchar,
    name_zh varchar,
    latitude double,
    longitude double,
    feature_id varchar,
    is_outside boolean,
    is_inventoried boolean,
    source varchar,
    is_illustrative boolean
);
comment on table site is 'One row per place of a company in a park; flows join sites.';
comment on column site.site_id is 'Short code that never changes';
comment on column site.company_id is 'Company that runs the site';
comment on column site.park_id is 'Park the site belongs to or trades with';
comment on column site.name_en is 'Name in English, where it has one of its own';
comment on column site.name_zh is 'Name in Chinese, where it has one of its own';
comment on column site.latitude is 'Middle of the site, WGS 84 [°]';
comment on column site.longitude is 'Middle of the site, WGS 84 [°]';
comment on column site.feature_id is 'Plot of the park plan it stands on';
comment on column site.is_outside is 'A named partner beyond the park''s boundary';
comment on column site.is_inventoried is 'Its material and energy flows were surveyed in depth';
comment on column site.source is 'Who said it, or where it was published';
comment on column site.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table resource (
    resource_id varchar not null,
    name_en varchar,
    name_zh varchar,
    kind varchar not null,
    resource_class varchar not null,
    topic varchar,
    unit varchar not null,
    ewc_code varchar,
    hs_code varchar,
    gbt_code varchar,
    is_hazardous boolean,
    heating_value double,
    density double,
    enthalpy double,
    synonyms_en varchar,
    synonyms_zh varchar,
    source varchar,
    is_illustrative boolean
);
comment on table resource is 'One row per material, energy carrier, water quality or service that can move.';
comment on column resource.resource_id is 'Short code that never changes';
comment on column resource.name_en is 'Name in English';
comment on column resource.name_zh is 'Name in Chinese';
comment on column resource.kind is 'Material, energy, water or service';
comment on column resource.resource_class is 'Finer class: by-product, waste, steam, heat and so on';
comment on column resource.topic is 'Topic the opportunities are sorted by';
comment on column resource.unit is 'Unit the resource is usually counted in, a year';
comment on column resource.ewc_code is 'Six digits of the European List of Waste';
comment on column resource.hs_code is 'Harmonised System code';
comment on column resource.gbt_code is 'Chinese solid-waste or product code';
comment on column resource.is_hazardous is 'Hazardous waste or dangerous good';
comment on column resource.heating_value is 'Lower heating value per usual unit; turns amounts into energy [GJ/unit]';
comment on column resource.density is 'Turns volume into mass [t/m³]';
comment on column resource.enthalpy is 'Usable heat of steam or hot water per tonne [GJ/t]';
comment on column resource.synonyms_en is 'Other names, separated by semicolons';
comment on column resource.synonyms_zh is 'Other names, separated by semicolons';
comment on column resource.source is 'Who said it, or where it was published';
comment on column resource.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table stream (
    stream_id varchar not null,
    site_id varchar not null,
    direction varchar not null,
    resource_id varchar not null,
    name_en varchar,
    name_zh varchar,
    quantity double,
    unit varchar not null,
    period varchar not null,
    year integer,
    quantity_minimum double,
    quantity_maximum double,
    pattern varchar,
    available_from date,
    available_until date,
    hours double,
    state varchar,
    form varchar,
    temperature double,
    return_temperature double,
    pressure double,
    power double,
    medium varchar,
    ph double,
    hazard varchar,
    needs_permit boolean,
    storage varchar,
    shelf_life double,
    packaging varchar,
    current_route varchar,
    current_cost double,
    price_wanted double,
    currency varchar,
    price_year integer,
    distance_maximum double,
    transport_mode varchar,
    basis varchar,
    uncertainty double,
    visibility varchar,
    consent_date date,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table stream is 'One row per supply or demand of a resource that a site declares.';
comment on column stream.stream_id is 'Short code that never changes';
comment on column stream.site_id is 'Site that has or wants it';
comment on column stream.direction is 'Supply (have) or demand (want)';
comment on column stream.resource_id is 'What it is';
comment on column stream.name_en is 'Name in English, where it has one of its own';
comment on column stream.name_zh is 'Name in Chinese, where it has one of its own';
comment on column stream.quantity is 'Amount in one period; empty when not known [unit/period]';
comment on column stream.unit is 'Unit of the quantity';
comment on column stream.period is 'Period the quantity is counted in';
comment on column stream.year is 'Year that the amount refers to';
comment on column stream.quantity_minimum is 'Least amount that makes sense [unit/period]';
comment on column stream.quantity_maximum is 'Most that can be given or taken [unit/period]';
comment on column stream.pattern is 'Continuous, in batches, seasonal or once';
comment on column stream.available_from is 'First day it is available or wanted';
comment on column stream.available_until is 'Last day it is available or wanted';
comment on column stream.hours is 'Hours a year it runs [h/yr]';
comment on column stream.state is 'Solid, liquid, gas or paste';
comment on column stream.form is 'Chips, bars, powder, sludge and so on';
comment on column stream.temperature is 'Supply temperature, or the temperature needed [°C]';
comment on column stream.return_temperature is 'Temperature it may be cooled to, or comes back with [°C]';
comment on column stream.pressure is 'Absolute pressure [bar]';
comment on column stream.power is 'Heat or power while it runs [kW]';
comment on column stream.medium is 'Carrier such as water, air, flue gas';
comment on column stream.ph is 'Acidity';
comment on column stream.hazard is 'Hazard codes or words';
comment on column stream.needs_permit is 'A permit is needed to hand it over';
comment on column stream.storage is 'How and how much is stored';
comment on column stream.shelf_life is 'Days it keeps [d]';
comment on column stream.packaging is 'Loose, drums, big bags and so on';
comment on column stream.current_route is 'What happens with it today';
comment on column stream.current_cost is 'What it costs today; negative when it earns money [currency/unit]';
comment on column stream.price_wanted is 'Price wanted, or willing to pay [currency/unit]';
comment on column stream.currency is 'Currency of the money in this row';
comment on column stream.price_year is 'Price year of the amounts of money';
comment on column stream.distance_maximum is 'Greatest distance that still makes sense [km]';
comment on column stream.transport_mode is 'How it can be moved';
comment on column stream.basis is 'How the figure was found';
comment on column stream.uncertainty is 'Half width of the 95 % interval, relative [%]';
comment on column stream.visibility is 'Stricter than the company''s choice where given';
comment on column stream.consent_date is 'Day the company agreed to share it';
comment on column stream.note is 'Anything else worth knowing';
comment on column stream.source is 'Who said it, or where it was published';
comment on column stream.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table stream_composition (
    stream_id varchar not null,
    substance varchar not null,
    share double not null,
    uncertainty double
);
comment on table stream_composition is 'One row per substance measured in a stream.';
comment on column stream_composition.stream_id is 'Stream it was measured in';
comment on column stream_composition.substance is 'Name or CAS number';
comment on column stream_composition.share is 'Share of mass, 0 to 1';
comment on column stream_composition.uncertainty is 'Half width of the 95 % interval, relative [%]';

create table stream_profile (
    stream_id varchar not null,
    month integer not null,
    share double not null
);
comment on table stream_profile is 'One row per stream and month: how the year''s amount is spread.';
comment on column stream_profile.stream_id is 'Stream that is spread over the year';
comment on column stream_profile.month is '1 is January';
comment on column stream_profile.share is 'The twelve shares add up to 1';

create table flow (
    flow_id varchar not null,
    park_id varchar not null,
    provider_id varchar,
    receiver_id varchar,
    resource_id varchar not null,
    year integer not null,
    quantity double,
    unit varchar not null,
    destination varchar,
    temperature double,
    cost double,
    currency varchar,
    price_year integer,
    basis varchar,
    uncertainty double,
    synergy_id varchar,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table flow is 'One row per amount of a resource moved from a provider to a receiver in a year.';
comment on column flow.flow_id is 'Short code that never changes';
comment on column flow.park_id is 'Park it is counted for';
comment on column flow.provider_id is 'Site that gives; empty when it comes from outside the park';
comment on column flow.receiver_id is 'Site that takes; empty when it leaves the park';
comment on column flow.resource_id is 'What moves';
comment on column flow.year is 'Calendar year';
comment on column flow.quantity is 'Amount in the year; empty when it is not known or not published [unit/yr]';
comment on column flow.unit is 'Unit of the quantity';
comment on column flow.destination is 'Product, use, reuse, recycling, recovery or disposal';
comment on column flow.temperature is 'Temperature at the provider [°C]';
comment on column flow.cost is 'What the receiver pays the provider; negative when the provider pays [currency/yr]';
comment on column flow.currency is 'Currency of the money in this row';
comment on column flow.price_year is 'Price year of the amounts of money';
comment on column flow.basis is 'How the figure was found';
comment on column flow.uncertainty is 'Half width of the 95 % interval, relative [%]';
comment on column flow.synergy_id is 'Synergy that carries it';
comment on column flow.note is 'Anything else worth knowing';
comment on column flow.source is 'Who said it, or where it was published';
comment on column flow.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table stock_change (
    site_id varchar not null,
    resource_id varchar not null,
    year integer not null,
    quantity double not null,
    unit varchar not null,
    basis varchar,
    uncertainty double,
    source varchar,
    is_illustrative boolean
);
comment on table stock_change is 'One row per site, resource and year whose stock grew or shrank.';
comment on column stock_change.site_id is 'Site that holds the stock';
comment on column stock_change.resource_id is 'What is stored';
comment on column stock_change.year is 'Calendar year';
comment on column stock_change.quantity is 'Growth of the stock; negative when it shrank [unit/yr]';
comment on column stock_change.unit is 'Unit of the quantity';
comment on column stock_change.basis is 'How the figure was found';
comment on column stock_change.uncertainty is 'Half width of the 95 % interval, relative [%]';
comment on column stock_change.source is 'Who said it, or where it was published';
comment on column stock_change.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table synergy (
    synergy_id varchar not null,
    park_id varchar not null,
    name_en varchar,
    name_zh varchar,
    synergy_kind varchar not null,
    topic varchar not null,
    stage varchar not null,
    origin varchar,
    resource_id varchar,
    quantity double,
    unit varchar,
    investment double,
    annual_saving double,
    lifetime double,
    currency varchar,
    price_year integer,
    co2_saved double,
    water_saved double,
    jobs double,
    probability double,
    owner varchar,
    next_step_en varchar,
    next_step_zh varchar,
    due_date date,
    started_on date,
    ended_reason varchar,
    source varchar,
    is_illustrative boolean
);
comment on table synergy is 'One row per arrangement, possible or running, between two or more sites.';
comment on column synergy.synergy_id is 'Short code that never changes';
comment on column synergy.park_id is 'Park it is counted for';
comment on column synergy.name_en is 'Name in English';
comment on column synergy.name_zh is 'Name in Chinese';
comment on column synergy.synergy_kind is 'By-product exchange, shared utility or shared service';
comment on column synergy.topic is 'Topic it is sorted by';
comment on column synergy.stage is 'How far it has come; only what operates counts as achieved';
comment on column synergy.origin is 'Where it was found';
comment on column synergy.resource_id is 'What moves or is shared';
comment on column synergy.quantity is 'Amount a year when it runs; empty when it is not known [unit/yr]';
comment on column synergy.unit is 'Unit of the quantity';
comment on column synergy.investment is 'One-time cost of all partners, before subsidy [currency]';
comment on column synergy.annual_saving is 'Gain of all partners a year, less running cost [currency/yr]';
comment on column synergy.lifetime is 'Years it is expected to run [yr]';
comment on column synergy.currency is 'Currency of the money in this row';
comment on column synergy.price_year is 'Price year of the amounts of money';
comment on column synergy.co2_saved is 'Tonnes of CO2 equivalent a year [t/yr]';
comment on column synergy.water_saved is 'Fresh water saved a year [m³/yr]';
comment on column synergy.jobs is 'Jobs created or secured';
comment on column synergy.probability is 'Chance that it will run, 0 to 1';
comment on column synergy.owner is 'Who takes care of it';
comment on column synergy.next_step_en is 'What has to happen next';
comment on column synergy.next_step_zh is 'What has to happen next';
comment on column synergy.due_date is 'Day the next step is due';
comment on column synergy.started_on is 'Day it was written down first';
comment on column synergy.ended_reason is 'Why it was given up';
comment on column synergy.source is 'Who said it, or where it was published';
comment on column synergy.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table synergy_participant (
    synergy_id varchar not null,
    site_id varchar not null,
    role varchar not null,
    is_named boolean
);
comment on table synergy_participant is 'One row per site that takes part in a synergy.';
comment on column synergy_participant.synergy_id is 'Synergy it takes part in';
comment on column synergy_participant.site_id is 'Site that takes part';
comment on column synergy_participant.role is 'Provider, receiver, treatment or operator';
comment on column synergy_participant.is_named is 'The partner agreed to be named';

create table synergy_stage (
    synergy_id varchar not null,
    entered_on date not null,
    stage varchar not null,
    note varchar
);
comment on table synergy_stage is 'One row per stage a synergy entered.';
comment on column synergy_stage.synergy_id is 'Synergy that moved';
comment on column synergy_stage.entered_on is 'Day it entered the stage';
comment on column synergy_stage.stage is 'Stage it entered';
comment on column synergy_stage.note is 'Why it moved';

create table network (
    network_id varchar not null,
    park_id varchar not null,
    name_en varchar,
    name_zh varchar,
    baseline_year integer not null,
    target_year integer,
    target_saving double,
    baseline_energy double,
    moderator varchar,
    hurdle_rate double,
    source varchar,
    is_illustrative boolean
);
comment on table network is 'One row per energy efficiency network.';
comment on column network.network_id is 'Short code that never changes';
comment on column network.park_id is 'Park it belongs to';
comment on column network.name_en is 'Name in English';
comment on column network.name_zh is 'Name in Chinese';
comment on column network.baseline_year is 'Year the savings are counted from';
comment on column network.target_year is 'Year the joint target is due';
comment on column network.target_saving is 'Share of the baseline energy to be saved, 0 to 1';
comment on column network.baseline_energy is 'Energy used by all members in the baseline year [MWh/yr]';
comment on column network.moderator is 'Who leads the meetings';
comment on column network.hurdle_rate is 'Internal rate of return above which a measure counts as economic [1/yr]';
comment on column network.source is 'Who said it, or where it was published';
comment on column network.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table network_member (
    network_id varchar not null,
    site_id varchar not null,
    joined_on date,
    target_share double,
    baseline_energy double
);
comment on table network_member is 'One row per site that takes part in an energy network.';
comment on column network_member.network_id is 'Network it belongs to';
comment on column network_member.site_id is 'Site that takes part';
comment on column network_member.joined_on is 'Day it joined';
comment on column network_member.target_share is 'Its share of the joint target, 0 to 1';
comment on column network_member.baseline_energy is 'Energy it used in the baseline year [MWh/yr]';

create table network_target (
    network_id varchar not null,
    year integer not null,
    target_saving double not null
);
comment on table network_target is 'One row per network and year on the way to the target.';
comment on column network_target.network_id is 'Network that set it';
comment on column network_target.year is 'Calendar year';
comment on column network_target.target_saving is 'Energy to be saved in that year [MWh/yr]';

create table measure (
    measure_id varchar not null,
    network_id varchar,
    site_id varchar not null,
    name_en varchar,
    name_zh varchar,
    category varchar not null,
    arc_code varchar,
    status varchar not null,
    year integer,
    investment double not null,
    investment_engineering double,
    investment_material double,
    investment_labour double,
    investment_other double,
    incentive double,
    avoided_replacement double,
    running_cost double,
    other_saving double,
    lifetime double not null,
    currency varchar,
    price_year integer,
    effort varchar,
    owner varchar,
    dropped_reason varchar,
    stream_id varchar,
    stream_change double,
    uncertainty_investment double,
    uncertainty double,
    benefit_en varchar,
    benefit_zh varchar,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table measure is 'One row per energy efficiency action at a site.';
comment on column measure.measure_id is 'Short code that never changes';
comment on column measure.network_id is 'Network it is reported to';
comment on column measure.site_id is 'Site where it is done';
comment on column measure.name_en is 'Name in English';
comment on column measure.name_zh is 'Name in Chinese';
comment on column measure.category is 'Drives, pumps, compressed air and so on';
comment on column measure.arc_code is 'Assessment recommendation code, where there is one';
comment on column measure.status is 'Idea, planned, decided, implemented, verified or dropped';
comment on column measure.year is 'Year it was or will be implemented';
comment on column measure.investment is 'One-time cost before any subsidy [currency]';
comment on column measure.investment_engineering is 'Part of the investment [currency]';
comment on column measure.investment_material is 'Part of the investment [currency]';
comment on column measure.investment_labour is 'Part of the investment [currency]';
comment on column measure.investment_other is 'Part of the investment [currency]';
comment on column measure.incentive is 'Subsidy received once [currency]';
comment on column measure.avoided_replacement is 'What a like-for-like replacement would have cost anyway [currency]';
comment on column measure.running_cost is 'Added yearly cost [currency/yr]';
comment on column measure.other_saving is 'Yearly saving other than energy [currency/yr]';
comment on column measure.lifetime is 'Years the saving lasts [yr]';
comment on column measure.currency is 'Currency of the money in this row';
comment on column measure.price_year is 'Price year of the amounts of money';
comment on column measure.effort is 'How hard it is to carry out';
comment on column measure.owner is 'Who takes care of it';
comment on column measure.dropped_reason is 'Why it was given up';
comment on column measure.stream_id is 'Stream whose amount it changes';
comment on column measure.stream_change is 'Relative change, -0.5 halves the stream';
comment on column measure.uncertainty_investment is 'Half width of the 95 % interval, relative [%]';
comment on column measure.uncertainty is 'Half width of the 95 % interval, relative [%]';
comment on column measure.benefit_en is 'Benefits that are not money';
comment on column measure.benefit_zh is 'Benefits that are not money';
comment on column measure.note is 'Anything else worth knowing';
comment on column measure.source is 'Who said it, or where it was published';
comment on column measure.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table measure_saving (
    measure_id varchar not null,
    resource_id varchar not null,
    baseline double not null,
    modified double not null,
    unit varchar not null,
    price double
);
comment on table measure_saving is 'One row per measure and resource saved, usually an energy carrier.';
comment on column measure_saving.measure_id is 'Measure that saves it';
comment on column measure_saving.resource_id is 'Carrier or other resource saved';
comment on column measure_saving.baseline is 'Amount used a year before [unit/yr]';
comment on column measure_saving.modified is 'Amount used a year after [unit/yr]';
comment on column measure_saving.unit is 'Unit of both amounts';
comment on column measure_saving.price is 'Marginal price, where it differs from the price list [currency/unit]';

create table measure_relation (
    measure_id varchar not null,
    other_id varchar not null,
    relation varchar not null,
    overlap double
);
comment on table measure_relation is 'One row per pair of measures that need, exclude or overlap each other.';
comment on column measure_relation.measure_id is 'First measure';
comment on column measure_relation.other_id is 'Second measure';
comment on column measure_relation.relation is 'Needs, excludes or overlaps the other';
comment on column measure_relation.overlap is 'Share of the second saving that is lost when both are done';

create table price (
    price_id varchar not null,
    resource_id varchar not null,
    region_id varchar not null,
    price_year integer not null,
    price double not null,
    currency varchar not null,
    unit varchar not null,
    growth double,
    source varchar,
    is_illustrative boolean
);
comment on table price is 'One row per resource, region and year.';
comment on column price.price_id is 'Short code that never changes';
comment on column price.resource_id is 'What is priced';
comment on column price.region_id is 'Where the price holds';
comment on column price.price_year is 'Price year of the amounts of money';
comment on column price.price is 'Marginal price without recoverable tax [currency/unit]';
comment on column price.currency is 'Currency of the price';
comment on column price.unit is 'Unit the price is for';
comment on column price.growth is 'Real growth a year [1/yr]';
comment on column price.source is 'Who said it, or where it was published';
comment on column price.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table factor (
    factor_id varchar not null,
    factor_kind varchar not null,
    resource_id varchar,
    region_id varchar,
    year integer,
    method varchar,
    value double not null,
    unit varchar not null,
    source varchar not null,
    note varchar
);
comment on table factor is 'One row per published number with unit, region, year, method and source.';
comment on column factor.factor_id is 'Short code that never changes';
comment on column factor.factor_kind is 'CO2, energy content, exchange rate and so on';
comment on column factor.resource_id is 'Resource it belongs to';
comment on column factor.region_id is 'Where it holds; empty everywhere';
comment on column factor.year is 'Year it describes';
comment on column factor.method is 'Location or market based, combustion only or life cycle';
comment on column factor.value is 'The number [unit]';
comment on column factor.unit is 'Unit of the value';
comment on column factor.source is 'Publisher, title, place and date';
comment on column factor.note is 'What to mind when using it';

create table event (
    event_id varchar not null,
    park_id varchar,
    network_id varchar,
    event_kind varchar not null,
    name_en varchar,
    name_zh varchar,
    starts_on date,
    ends_on date,
    place varchar,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table event is 'One row per conference, workshop, visit, meeting, policy or milestone.';
comment on column event.event_id is 'Short code that never changes';
comment on column event.park_id is 'Park it concerns; empty for a whole region';
comment on column event.network_id is 'Energy network it belongs to';
comment on column event.event_kind is 'Conference, workshop, training, visit, committee, meeting, policy or milestone';
comment on column event.name_en is 'Name in English';
comment on column event.name_zh is 'Name in Chinese';
comment on column event.starts_on is 'First day';
comment on column event.ends_on is 'Last day';
comment on column event.place is 'Where it takes place';
comment on column event.note is 'Minutes in short';
comment on column event.source is 'Who said it, or where it was published';
comment on column event.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table event_participant (
    event_id varchar not null,
    company_id varchar not null,
    role varchar,
    interest varchar
);
comment on table event_participant is 'One row per company that took part in an event.';
comment on column event_participant.event_id is 'Event it took part in';
comment on column event_participant.company_id is 'Company that took part';
comment on column event_participant.role is 'Host, guest, speaker';
comment on column event_participant.interest is 'Interest shown there';

create table decision (
    decision_id varchar not null,
    park_id varchar not null,
    event_id varchar,
    name_en varchar,
    name_zh varchar,
    decided_on date,
    note varchar,
    source varchar,
    is_illustrative boolean
);
comment on table decision is 'One row per decision of a committee or meeting.';
comment on column decision.decision_id is 'Short code that never changes';
comment on column decision.park_id is 'Park it concerns';
comment on column decision.event_id is 'Where it was taken';
comment on column decision.name_en is 'Name in English';
comment on column decision.name_zh is 'Name in Chinese';
comment on column decision.decided_on is 'Day it was taken';
comment on column decision.note is 'Why it was decided so';
comment on column decision.source is 'Who said it, or where it was published';
comment on column decision.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table action (
    action_id varchar not null,
    park_id varchar not null,
    event_id varchar,
    synergy_id varchar,
    measure_id varchar,
    name_en varchar,
    name_zh varchar,
    challenge varchar,
    owner varchar,
    due_date date,
    status varchar not null,
    done_on date,
    source varchar,
    is_illustrative boolean
);
comment on table action is 'One row per task that somebody has to do.';
comment on column action.action_id is 'Short code that never changes';
comment on column action.park_id is 'Park it concerns';
comment on column action.event_id is 'Where it was agreed';
comment on column action.synergy_id is 'Synergy it moves';
comment on column action.measure_id is 'Measure it moves';
comment on column action.name_en is 'Name in English';
comment on column action.name_zh is 'Name in Chinese';
comment on column action.challenge is 'Challenge it answers';
comment on column action.owner is 'Who does it';
comment on column action.due_date is 'Day it is due';
comment on column action.status is 'Open, under way, done or given up';
comment on column action.done_on is 'Day it was done';
comment on column action.source is 'Who said it, or where it was published';
comment on column action.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table case_study (
    case_id varchar not null,
    name_en varchar,
    name_zh varchar,
    region_id varchar,
    started integer,
    ended integer,
    summary_en varchar,
    summary_zh varchar,
    tags varchar,
    question_en varchar,
    question_zh varchar,
    source varchar not null
);
comment on table case_study is 'One row per published case.';
comment on column case_study.case_id is 'Short code that never changes';
comment on column case_study.name_en is 'Name in English';
comment on column case_study.name_zh is 'Name in Chinese';
comment on column case_study.region_id is 'Where it happened';
comment on column case_study.started is 'First year';
comment on column case_study.ended is 'Last year';
comment on column case_study.summary_en is 'What happened, in a few sentences';
comment on column case_study.summary_zh is 'What happened, in a few sentences';
comment on column case_study.tags is 'Words to search by, separated by semicolons';
comment on column case_study.question_en is 'Question to discuss in a training';
comment on column case_study.question_zh is 'Question to discuss in a training';
comment on column case_study.source is 'Where it was published';

create table case_figure (
    case_id varchar not null,
    figure varchar not null,
    name_en varchar,
    name_zh varchar,
    bound varchar not null,
    value double not null,
    unit varchar not null,
    source varchar not null
);
comment on table case_figure is 'One row per published figure of a case.';
comment on column case_figure.case_id is 'Case it belongs to';
comment on column case_figure.figure is 'What was counted';
comment on column case_figure.name_en is 'Name in English, where it has one of its own';
comment on column case_figure.name_zh is 'Name in Chinese, where it has one of its own';
comment on column case_figure.bound is 'Exactly, more than, almost or about';
comment on column case_figure.value is 'The number as published [unit]';
comment on column case_figure.unit is 'Unit of the value';
comment on column case_figure.source is 'Where it was published';

create table indicator (
    indicator_id varchar not null,
    name_en varchar,
    name_zh varchar,
    framework varchar,
    pillar integer,
    unit varchar not null,
    is_more_better boolean,
    method varchar,
    source varchar,
    is_illustrative boolean
);
comment on table indicator is 'One row per indicator of success or of a park''s maturity.';
comment on column indicator.indicator_id is 'Short code that never changes';
comment on column indicator.name_en is 'Name in English';
comment on column indicator.name_zh is 'Name in Chinese';
comment on column indicator.framework is 'Framework it comes from';
comment on column indicator.pillar is 'Pillar it belongs to, 1 to 7';
comment on column indicator.unit is 'Unit of the value';
comment on column indicator.is_more_better is 'Whether a higher value is better';
comment on column indicator.method is 'How it is counted';
comment on column indicator.source is 'Who said it, or where it was published';
comment on column indicator.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table indicator_value (
    indicator_id varchar not null,
    park_id varchar not null,
    year integer not null,
    value_kind varchar not null,
    value double not null,
    basis varchar,
    uncertainty double,
    source varchar,
    is_illustrative boolean
);
comment on table indicator_value is 'One row per indicator, park, year and kind of value.';
comment on column indicator_value.indicator_id is 'Indicator it belongs to';
comment on column indicator_value.park_id is 'Park it describes';
comment on column indicator_value.year is 'Calendar year';
comment on column indicator_value.value_kind is 'Reached, target or vision';
comment on column indicator_value.value is 'The number [unit]';
comment on column indicator_value.basis is 'How the figure was found';
comment on column indicator_value.uncertainty is 'Half width of the 95 % interval, relative [%]';
comment on column indicator_value.source is 'Who said it, or where it was published';
comment on column indicator_value.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table threshold (
    threshold_id varchar not null,
    park_id varchar not null,
    indicator_id varchar,
    name_en varchar,
    name_zh varchar,
    minimum double,
    maximum double,
    unit varchar not null,
    source varchar,
    is_illustrative boolean
);
comment on table threshold is 'One row per limit a newcomer or the park has to keep.';
comment on column threshold.threshold_id is 'Short code that never changes';
comment on column threshold.park_id is 'Park that set it';
comment on column threshold.indicator_id is 'Indicator it limits';
comment on column threshold.name_en is 'Name in English';
comment on column threshold.name_zh is 'Name in Chinese';
comment on column threshold.minimum is 'Least allowed value [unit]';
comment on column threshold.maximum is 'Greatest allowed value [unit]';
comment on column threshold.unit is 'Unit of the limits';
comment on column threshold.source is 'Who said it, or where it was published';
comment on column threshold.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

create table claim (
    claim_id varchar not null,
    park_id varchar,
    network_id varchar,
    name_en varchar,
    name_zh varchar,
    bound varchar not null,
    value double not null,
    unit varchar not null,
    scope_en varchar,
    scope_zh varchar,
    method varchar,
    confidence varchar,
    source varchar not null
);
comment on table claim is 'One row per published or reported result, with scope and period.';
comment on column claim.claim_id is 'Short code that never changes';
comment on column claim.park_id is 'Park it is said of; empty when it is said of several';
comment on column claim.network_id is 'Network it is said of';
comment on column claim.name_en is 'Name in English';
comment on column claim.name_zh is 'Name in Chinese';
comment on column claim.bound is 'Exactly, more than, almost or about';
comment on column claim.value is 'The number as published [unit]';
comment on column claim.unit is 'Unit of the value';
comment on column claim.scope_en is 'What the number covers, and what is not said';
comment on column claim.scope_zh is 'What the number covers, and what is not said';
comment on column claim.method is 'How it was counted';
comment on column claim.confidence is 'How far it can be trusted';
comment on column claim.source is 'Where it was published';

create table risk (
    risk_id varchar not null,
    park_id varchar not null,
    synergy_id varchar,
    name_en varchar,
    name_zh varchar,
    likelihood integer not null,
    impact integer not null,
    owner varchar,
    mitigation_en varchar,
    mitigation_zh varchar,
    status varchar not null,
    source varchar,
    is_illustrative boolean
);
comment on table risk is 'One row per risk of the programme, a synergy or a settlement.';
comment on column risk.risk_id is 'Short code that never changes';
comment on column risk.park_id is 'Park it concerns';
comment on column risk.synergy_id is 'Synergy it concerns';
comment on column risk.name_en is 'Name in English';
comment on column risk.name_zh is 'Name in Chinese';
comment on column risk.likelihood is '1 rare to 5 almost certain';
comment on column risk.impact is '1 slight to 5 severe';
comment on column risk.owner is 'Who watches it';
comment on column risk.mitigation_en is 'What is done about it';
comment on column risk.mitigation_zh is 'What is done about it';
comment on column risk.status is 'Open, watched or closed';
comment on column risk.source is 'Who said it, or where it was published';
comment on column risk.is_illustrative is 'Invented for illustration, not a fact of a real park or company';

-- One row: the number of the newest change. Every write increments it, so that results can be cached
-- by version, and concurrent writers conflict here instead of mixing their rows.
create table data_version (
    version bigint not null
);
insert into data_version values (0);

-- One row per changed row: state before and after, as JSON. `before` is empty for a new row,
-- `after` for a removed one. Rows of this table are never changed.
create table change_log (
    version bigint not null,
    changed_at timestamp not null,
    changed_by varchar not null,
    reason varchar not null,
    table_name varchar not null,
    row_key varchar not null,
    before varchar,
    after varchar
);
