-- One row per sector with stored typical flows.
-- Parameters: none
-- Columns:    sector, profiles
select
    sector,
    count(*) as profiles,
from sector_profile
group by sector
order by sector
