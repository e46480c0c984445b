-- Body of a recursive table `within`: the region $region with its subregions; empty without a region.
select region_id
from region
where region_id = cast($region as varchar)
union
select region.region_id
from region
join within on region.parent_id = within.region_id
