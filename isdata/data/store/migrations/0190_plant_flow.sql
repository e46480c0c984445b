-- Typical inputs and by-products of plant types, per tonne of product.

create table plant_flow (
    plant_flow_id varchar not null,
    plant varchar not null,
    sector varchar not null,
    sector_gbt varchar,
    direction varchar not null,
    resource_id varchar not null,
    quantity_minimum double,
    quantity_maximum double,
    unit varchar not null,
    product varchar,
    temperature double,
    source varchar not null
);
comment on table plant_flow is 'One row per resource that a type of plant typically provides or requires, per tonne of product, as published.';
comment on column plant_flow.plant_flow_id is 'Short, permanent code';
comment on column plant_flow.plant is 'Type of plant, in English / Chinese';
comment on column plant_flow.sector is 'Class of ISIC Rev. 4';
comment on column plant_flow.sector_gbt is 'Class of GB/T 4754';
comment on column plant_flow.direction is 'Supply or demand';
comment on column plant_flow.resource_id is 'Resource that such a plant provides or requires';
comment on column plant_flow.quantity_minimum is 'Lower published amount per tonne of product [unit/t]';
comment on column plant_flow.quantity_maximum is 'Upper published amount per tonne of product [unit/t]';
comment on column plant_flow.unit is 'Unit of the amounts';
comment on column plant_flow.product is 'Product or raw material that the amounts refer to, in English / Chinese';
comment on column plant_flow.temperature is 'Published temperature of the flow [°C]';
comment on column plant_flow.source is 'Publications in which the flow was found';
