-- One row per resource and substance that it usually contains.
-- Parameters: none
-- Columns:    resource_id, substance, share, share_uncertainty [%]
select
    resource_id,
    substance,
    share,
    uncertainty as share_uncertainty,
from resource_composition
order by resource_id, substance
