-- One row per source with a column map.
-- Parameters: none
-- Columns:    source, mapping (JSON), mapped_by, mapped_on
select
    source,
    mapping,
    mapped_by,
    mapped_on,
from column_map
order by source
