"""Add the current view of a page to a story."""

from typing import Any

import streamlit as st

from isdata.data import contracts
from isdata.programme import stories
from isdata.programme.stories import SavedView
from isdata.programme.stories.stored import query_of
from pages.common import address, navigation, role
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, names, reader
from pages.common.presenting import views

_NEW = ""
_LATEST = "story_added_to"  # story to which this reader added a view last


def offer(entry: navigation.Entry, park_id: str) -> None:
    """Show facilitators a button that adds the view, on pages that can be presented."""
    is_for_stories = entry.name in contracts.choices("story_page")
    if not role.may_change() or not is_for_stories or not views.has_view(entry, park_id):
        return
    if st.button(
        _("Add to story"),
        key="add_to_story",
        type="tertiary",
        icon=":material/bookmark_add:",
        help=_("Save this view with a title and a speaker note for a presentation."),
    ):
        _form(entry, park_id, address.of_view())


@st.dialog(_("Add to story"))
def _form(entry: navigation.Entry, park_id: str, choices: dict[str, str]) -> None:
    """Ask for the story, the title and the note."""
    language = reader().language
    known = ask(stories.stories, park_id=park_id)
    named = {**names(known, "story_id"), _NEW: _("New story")}
    latest = st.session_state.get(_LATEST)
    place = list(named).index(latest) if latest in named else 0
    story_id = st.selectbox(
        _("Story"), list(named), place, format_func=named.__getitem__, placeholder=_("Choose")
    )
    name = st.text_input(_("Name of the new story")) if story_id == _NEW else ""
    title = st.text_input(_("Title of the view"), value=_(entry.title))
    note = st.text_area(_("Speaker note"), height=80)
    who = signing.signature("story_who")
    is_ready = bool(title.strip() and who and (story_id or name.strip()))
    if not st.button(_("Save"), type="primary", icon=":material/save:", disabled=not is_ready):
        return
    texts: dict[str, Any] = {f"title_{language}": title.strip(), f"note_{language}": note.strip() or None}
    view = SavedView(entry.name, query_of(choices), **texts)
    about = {"park_id": park_id, "who": who}
    with saving.show_problems():
        if story_id:
            stories.add(cursor(), story_id=story_id, view=view, **about)
        else:
            story_id = stories.save(cursor(), views=[view], **about, **{f"name_{language}": name.strip()})
        st.session_state[_LATEST] = story_id
        saving.saved(_("View added to “{story}”.", story=name.strip() or named[story_id]))
