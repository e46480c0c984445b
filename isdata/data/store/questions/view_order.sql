-- One row per bar of a flow diagram whose position was set by hand.
-- Parameters: $park_id, $look, $kind
-- Columns:    node, layer, place
select
    node,
    layer,
    place,
from view_order
where park_id = $park_id
    and look = $look
    and kind = $kind
order by layer, place, node
