-- The workbook with its twelve faults, as text. Columns: stream_id, site_id, direction, resource_id, quantity, unit, period, year, basis
select 'TR-CLN-' || code as stream_id, site_id, direction, resource_id, quantity, unit, 'year' as period, year, 'invoice' as basis
from (
    values
    ('01', 'TR-CLN-S', 'supply', 'steel_scrap', written('scrap') || '000', 't', '2024'),  -- kilograms
    ('02', 'TR-CLN-S', 'supply', 'aluminium_chips', written('chips'), 't', '2024'),
    ('02', 'TR-CLN-S', 'supply', 'aluminium_chips', written('chips'), 't', '2024'),  -- the same row again
    ('03', 'TR-CLN-S', 'supply', 'wood_waste', written('wood'), 't', '2024'),  -- per month
    ('04', 'TR-CLN-S', 'supply', 'used oill', written('oil'), 't', '2024'),  -- no resource
    ('05', 'TR-CLN-S', 'supply', 'spent_emulsion', written('emulsion'), 'm3/d', '2024'),  -- a rate
    ('06', 'TR-CLN-S', '', 'cardboard_waste', written('cardboard'), 't', '2024'),  -- no direction
    ('07', 'TR-CLN-S', 'supply', 'plastic_scrap', written('plastic'), 't', '2204'),  -- a year to come
    ('08', 'TR-CLN-S', 'demand', 'waste_heat', written('heat'), 'GJ', '2024'),  -- a supply
    ('09', 'TR-CLN-X', 'demand', 'reclaimed_water', written('water'), 'm³', '2024'),  -- no site
    ('10', 'TR-CLN-S', 'demand', 'solvent', replace(written('solvent'), '.', ','), 't', '2024'),  -- a decimal comma
    ('11', 'TR-CLN-S', 'demand', 'pallet_pool', '-' || written('pallets'), 'pcs', '2024'),  -- below zero
    ('12', 'TR-CLN-S', 'supply', 'steel_scrap', written('scrap') || '000', 't', '2024')  -- 01 again
) as listed (code, site_id, direction, resource_id, quantity, unit, year)
order by code
