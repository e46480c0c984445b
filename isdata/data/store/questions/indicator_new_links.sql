-- One row: number of synergies of a park that started operation in a year.
-- Parameters: $park_id, $year
-- Columns:    links
select count(distinct synergy.synergy_id) as links
from synergy
join synergy_stage using (synergy_id)
where synergy.park_id = $park_id
    and synergy_stage.stage = 'operation'
    and year(synergy_stage.entered_on) = $year
