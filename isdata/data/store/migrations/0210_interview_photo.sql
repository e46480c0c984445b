-- Photos of interviews. Image data are stored separately from the rows, so that the change log does not repeat them.

create table interview_photo (
    photo_id varchar not null,
    interview_id varchar not null,
    words varchar,
    picture_id varchar not null
);
comment on table interview_photo is 'One row per photo of an interview.';
comment on column interview_photo.photo_id is 'Short, permanent code';
comment on column interview_photo.interview_id is 'Interview of the photo';
comment on column interview_photo.words is 'What the photo shows';
comment on column interview_photo.picture_id is 'Picture, by a digest of its content';

create table picture (
    picture_id varchar not null,
    content blob not null
);
comment on table picture is 'One row per stored picture, encoded anew without what a camera adds.';
comment on column picture.picture_id is 'Digest of the content';
comment on column picture.content is 'JPEG';
