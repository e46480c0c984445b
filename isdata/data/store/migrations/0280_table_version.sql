-- A table has a version, so that results of queries are kept until a table that they read changes.

create table table_version (
    table_name varchar not null,
    version bigint not null
);
comment on table table_version is 'One row per table that was changed.';
comment on column table_version.table_name is 'Name of the table';
comment on column table_version.version is 'Data version of its newest change';
