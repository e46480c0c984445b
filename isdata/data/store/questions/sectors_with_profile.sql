-- One row per sector for which typical flows are stored.
-- Parameters: none
-- Columns:    sector, profiles
select
    sector,
    count(*) as profiles,
from sector_profile
group by sector
order by sector
