"""Stories: saved views of the park in the order of a presentation, with titles and speaker notes."""

import streamlit as st

from isdata.programme import stories
from pages.common import address, browser_effects, controls, empty_view, navigation, pick, screen, show
from pages.common.data import ask
from pages.common.language import _, names
from pages.common.presenting import views
from pages.park.parts import story_editor, story_files, story_speaker, story_views

_FIRST = ("flows", "map", "board")  # pages that a story often begins with


def _show_next(stories_known: list[str], shown: str) -> None:
    """Choose the story after the one shown, the first one after the last."""
    place = stories_known.index(shown) + 1
    st.session_state.story_chosen = stories_known[place % len(stories_known)]


park = controls.park_id()
known = ask(stories.stories, park_id=park)
if known.empty:
    empty_view.state(
        _("No stories are recorded yet"),
        _(
            "Open a page with a picture, such as Flows, Map or Board: “Add to story” at its top saves its view as the first of a story."
        ),
        content=[_("Saved views in the order of a presentation"), _("Speaker notes to each view")],
        is_computed=True,
    )
    for page in _FIRST:
        navigation.link(page)
    show.end()
titles = names(known, "story_id")
if story_speaker.is_asked():
    story = str(address.remembered("story_chosen", titles, next(iter(titles))))
    address.keep("story_chosen")
    story_speaker.show_window(park, story, titles[story])
    show.end()
about = known.set_index("story_id")
row = st.container(horizontal=True, vertical_alignment="center", gap="small", key="selection_story")
with row:
    chosen = pick.from_dropdown(
        _("Story"),
        titles,
        key="story_chosen",
        width=320,
        label_visibility="collapsed",
    )
    if len(titles) > 1 and not screen.is_phone():
        st.button(
            _("Next story"),
            key="next_story",
            icon=":material/skip_next:",
            shortcut="Right",
            on_click=_show_next,
            args=(list(titles), chosen),
        )
    # A phone has room for one row of controls.
    actions = st.popover(_("More"), icon=":material/slideshow:") if screen.is_phone() else row
count = int(about.loc[chosen, "views"])
with actions:
    presents = st.button(
        _("Present"),
        key="present_story",
        type="primary",
        icon=":material/slideshow:",
        shortcut=None if screen.is_phone() else "p",
        disabled=not count,
    )
    story_speaker.offer(chosen)
    story_files.offer(park, chosen, titles[chosen])
    if not screen.is_phone():
        st.markdown(story_views.length(count), width="content")
if screen.is_phone():  # the list cuts long titles
    st.caption(show.escaped(f"{titles[chosen]} · {story_views.length(count)}"))
browser_effects.free_keys("selection_story", chosen)
if presents:
    views.begin(park, chosen)
saved = ask(stories.views, park_id=park, story_id=chosen)
story_views.show_views(park, saved)
screen.screen()  # a phone has no keys, and a high window longer lists
with st.expander(_("Edit the story"), icon=":material/edit:", expanded=screen.is_high()):
    story_editor.edit(park, chosen, saved, about.loc[chosen].to_dict())
