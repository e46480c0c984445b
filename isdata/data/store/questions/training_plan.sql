-- One row per training of the posts of a park: open ones first, by due date.
-- Parameters: $park_id
-- Columns:    training_id, post_id, competence_id, name_en, name_zh, exercise, due_on, training_status, done_on
select
    training_measure.training_id,
    training_measure.post_id,
    training_measure.competence_id,
    training_measure.name_en,
    training_measure.name_zh,
    training_measure.exercise,
    training_measure.due_on,
    training_measure.training_status,
    training_measure.done_on,
from training_measure
join post using (post_id)
where post.park_id = $park_id
order by
    training_measure.training_status in ('done', 'cancelled'),
    training_measure.due_on nulls last,
    training_measure.training_id
