-- Order of the bars of a flow diagram, as set by hand.

create table view_order (
    park_id varchar not null,
    look varchar not null,
    kind varchar not null,
    node varchar not null,
    layer integer not null,
    place integer not null
);
comment on table view_order is 'One row per bar of a flow picture whose place was set by hand.';
comment on column view_order.park_id is 'Park whose flows are drawn';
comment on column view_order.look is 'How its flows are looked at';
comment on column view_order.kind is 'material, energy, water, service or all';
comment on column view_order.node is 'Bar of the picture: its role and id, such as company:CD01';
comment on column view_order.layer is 'Column of the picture it stands in, the leftmost being 0';
comment on column view_order.place is 'Place in its column, from the top';
