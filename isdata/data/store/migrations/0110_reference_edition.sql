-- Edition of the product's reference lists in a database.

create table reference_edition (
    digest varchar not null,
    received_at timestamp not null
);
comment on table reference_edition is 'One row per edition of the lists of regions, resources, factors, treatments, profiles and shared options that was received.';
comment on column reference_edition.digest is 'SHA-256 of the files of the lists';
comment on column reference_edition.received_at is 'When it was received';
