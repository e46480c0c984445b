-- One row per photo of an interview, in order of entry.
-- Parameters: $interview_id
-- Columns:    photo_id, words, picture_id, content (JPEG; empty where it was deleted)
select
    interview_photo.photo_id,
    interview_photo.words,
    interview_photo.picture_id,
    picture.content,
from interview_photo
left join picture on picture.picture_id = interview_photo.picture_id
where interview_photo.interview_id = $interview_id
order by length(interview_photo.photo_id), interview_photo.photo_id
