-- Composition of resources, for balancing flows by substance.

create table resource_composition (
    resource_id varchar not null,
    substance varchar not null,
    share double not null,
    uncertainty double,
    source varchar,
    is_illustrative boolean
);
comment on table resource_composition is 'One row per substance that a resource usually holds; 0 where it is known to hold none.';
comment on column resource_composition.resource_id is 'Resource that holds it';
comment on column resource_composition.substance is 'Name or CAS number';
comment on column resource_composition.share is 'Share of mass, 0 to 1';
comment on column resource_composition.uncertainty is 'Half width of the 95 % interval, relative [%]';
comment on column resource_composition.source is 'Who said it, or where it was published';
comment on column resource_composition.is_illustrative is 'Invented for illustration, not a fact of a real park or company';
