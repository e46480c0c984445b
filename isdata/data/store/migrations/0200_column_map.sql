-- Column maps for tables in foreign layouts, for reading the next file of the same source in the same way.

create table column_map (
    source varchar not null,
    mapping varchar not null,
    mapped_by varchar not null,
    mapped_on date not null
);
comment on table column_map is 'One row per source whose columns a person mapped.';
comment on column column_map.source is 'Name of the files without dates and numbers, in lower case';
comment on column column_map.mapping is 'Table, columns, constants and wide columns, as JSON';
comment on column column_map.mapped_by is 'Person who mapped the columns';
comment on column column_map.mapped_on is 'Date of mapping';
