-- One row per network of a park and year, with the interim target.
-- Parameters: $park_id
-- Columns:    network_id, year, target_saving [MWh/yr]
select
    network_target.network_id,
    network_target.year,
    network_target.target_saving,
from network_target
join network on network.network_id = network_target.network_id
where network.park_id = $park_id
order by network_target.network_id, network_target.year
