-- Stories: saved views of a park in the order of a presentation.

create table story (
    story_id varchar not null,
    park_id varchar not null,
    name_en varchar,
    name_zh varchar,
    source varchar,
    is_illustrative boolean
);
comment on table story is 'One row per story: an ordered list of saved views for a presentation.';
comment on column story.story_id is 'Short, permanent code';
comment on column story.park_id is 'Park of the story';
comment on column story.name_en is 'Name in English';
comment on column story.name_zh is 'Name in Chinese';
comment on column story.source is 'Person or publication';
comment on column story.is_illustrative is 'Fictitious data for illustration';

create table story_view (
    story_id varchar not null,
    place integer not null,
    page varchar not null,
    query varchar,
    title_en varchar,
    title_zh varchar,
    note_en varchar,
    note_zh varchar
);
comment on table story_view is 'One row per view of a story, with title and speaker note.';
comment on column story_view.story_id is 'Story of the view';
comment on column story_view.place is 'Position in the story, from 1';
comment on column story_view.page is 'Page of the app that shows the view';
comment on column story_view.query is 'Choices as in the address of the page';
comment on column story_view.title_en is 'Title in English';
comment on column story_view.title_zh is 'Title in Chinese';
comment on column story_view.note_en is 'Speaker note in English';
comment on column story_view.note_zh is 'Speaker note in Chinese';
