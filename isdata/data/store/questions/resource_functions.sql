-- One row per function that a resource can serve.
-- Parameters: none
-- Columns:    resource_id, function
select
    resource_id,
    function,
from resource_function
order by resource_id, function
