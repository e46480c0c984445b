-- One row per competence and post of a park that requires it, in the order of the list; gap is empty if not assessed.
-- Parameters: $park_id
-- Columns:    post_id, post_en, post_zh, person, competence_id, name_en, name_zh, meaning_en, meaning_zh, exercise_group, required_level, current_level, gap, assessed_on, evidence, practice_code
select
    post.post_id,
    post.name_en as post_en,
    post.name_zh as post_zh,
    post.person,
    competence.competence_id,
    competence.name_en,
    competence.name_zh,
    competence.meaning_en,
    competence.meaning_zh,
    competence.exercise_group,
    post_competence.required_level,
    post_competence.current_level,
    -- greatest() skips nulls: a level that was not assessed would be no gap.
    if(
        post_competence.current_level is null,
        null,
        greatest(post_competence.required_level - post_competence.current_level, 0)
    ) as gap,
    post_competence.assessed_on,
    post_competence.evidence,
    post_competence.practice_code,
from post_competence
join post using (post_id)
join competence using (competence_id)
where post.park_id = $park_id
order by competence.sequence, competence.competence_id, post.post_id
