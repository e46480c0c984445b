-- The workbook with its twelve faults, as text. Columns: stream_id, site_id, direction, resource_id, quantity, unit, period, year, basis
select 'TR-CLN-' || code as stream_id, site_id, direction, resource_id, seeded(first, second) as quantity, unit, 'year' as period, year, 'invoice' as basis
from (
    values
    ('01', 'TR-CLN-S', 'supply', 'steel_scrap', '1240000', '980000', 't', '2024'),  -- kilograms
    ('02', 'TR-CLN-S', 'supply', 'aluminium_chips', '86', '64', 't', '2024'),
    ('02', 'TR-CLN-S', 'supply', 'aluminium_chips', '86', '64', 't', '2024'),  -- the same row again
    ('03', 'TR-CLN-S', 'supply', 'wood_waste', '15', '22', 't', '2024'),  -- per month
    ('04', 'TR-CLN-S', 'supply', 'used oill', '22', '31', 't', '2024'),  -- no resource
    ('05', 'TR-CLN-S', 'supply', 'spent_emulsion', '340', '410', 'm3/d', '2024'),  -- a rate
    ('06', 'TR-CLN-S', '', 'cardboard_waste', '48', '37', 't', '2024'),  -- no direction
    ('07', 'TR-CLN-S', 'supply', 'plastic_scrap', '31', '26', 't', '2204'),  -- a year to come
    ('08', 'TR-CLN-S', 'demand', 'waste_heat', '5200', '6400', 'GJ', '2024'),  -- a supply
    ('09', 'TR-CLN-X', 'demand', 'reclaimed_water', '9000', '12000', 'm³', '2024'),  -- no site
    ('10', 'TR-CLN-S', 'demand', 'solvent', '12,5', '9,5', 't', '2024'),  -- a decimal comma
    ('11', 'TR-CLN-S', 'demand', 'pallet_pool', '-2400', '-1800', 'pcs', '2024'),  -- below zero
    ('12', 'TR-CLN-S', 'supply', 'steel_scrap', '1240000', '980000', 't', '2024')  -- 01 again
) as listed (code, site_id, direction, resource_id, first, second, unit, year)
order by code
