"""Speaker window: note of the current view, next title, position and elapsed minutes."""

from urllib.parse import urlencode

import streamlit as st

from isdata.programme import stories
from isdata.programme.stories import SavedView
from pages.common import address, cards, language, navigation, show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.presenting import running

KEY = "speaker"  # address key
# Large type for reading from a lectern, without menu, controls and other pages.
_STYLE = """<style>
.st-key-speaker_note p {font-size: 1.6rem; line-height: 1.5}
.stApp :is([data-testid=stHeader], .st-key-task_pages, .st-key-frame > :not(:has([data-testid=stButtonGroup]))) {display: none}
.stApp [data-testid=stMainBlockContainer] {padding-top: 1rem}
</style>"""
_EVERY = 1.0  # the note follows the presented window within two seconds [s]


def offer(story_id: str) -> None:
    """Show the link that opens the speaker window beside this one."""
    query = address.everywhere() | {"story_chosen": story_id, KEY: "true"}
    st.link_button(
        _("Speaker view"),
        f"stories?{urlencode(query)}",
        icon=":material/speaker_notes:",
        help=_("Opens a second window with the note of the slide on the screen, for a screen of your own."),
    )


def is_asked() -> bool:
    """Return True if the address requests the speaker window."""
    is_on = address.remembered_flag(KEY)
    address.keep(KEY)
    return is_on


def show_window(park_id: str, story_id: str, name: str) -> None:
    """Show the speaker window, which follows the presented one."""
    navigation.link("stories", _("Back to the story"), icon=":material/arrow_back:", story_chosen=story_id)
    st.html(_STYLE)
    st.subheader(show.escaped(name), anchor=False)
    saved = ask(stories.views, park_id=park_id, story_id=story_id)

    @st.fragment(run_every=_EVERY)
    def follow() -> None:
        language.cache_settings()
        _now(story_id, saved)

    follow()


def _now(story_id: str, saved: list[SavedView]) -> None:
    """Show the state of the presented window."""
    shown, read = running.of(story_id), reader()
    if shown is None or shown.place >= len(saved):
        show.info(_("This story is not presented now. Choose “Present” in the other window."))
        return
    view, coming = saved[shown.place], saved[shown.place + 1 : shown.place + 2]
    number, count = read.number(shown.place + 1), read.number(len(saved))
    with st.grid(2, min_column_width=150):
        cards.metric(
            _("Slide"),
            _("{number} of {count}", number=number, count=count),
            _("Place of the slide on the screen, and number of slides of the story."),
        )
        cards.metric(
            _("Minutes since the start"),
            read.number(shown.minutes(running.now())),
            _("Whole minutes since the first slide was shown."),
        )
    st.header(show.escaped(read.name(view.title_en, view.title_zh)), anchor=False)
    with st.container(key="speaker_note"):
        st.markdown(show.escaped(read.name(view.note_en, view.note_zh)) or _("This slide has no note."))
    if coming:
        st.caption(_("Next: {title}", title=show.escaped(read.name(coming[0].title_en, coming[0].title_zh))))
    else:
        st.caption(_("This is the last slide."))
