"""“Show on the wall” on other pages: puts the current view up in the hall, as guests see it."""

import datetime as dt

import streamlit as st

from isdata.data import contracts
from isdata.output.stories.content import content
from isdata.programme.stories import SavedView
from isdata.programme.stories.stored import query_of
from isdata.programme.workshop.live import Live
from pages.common import address, navigation, role, wall
from pages.common.data import cursor
from pages.common.language import _, reader
from pages.workshop.parts import running

_MOST_CARDS = 6


@wall.connect
def _live() -> Live | None:
    """The open workshop, for other pages that put cards on its wall."""
    now = running.held()
    return now.live if now else None


def offer(entry: navigation.Entry, park_id: str) -> None:
    """Show the button to the facilitator while a workshop is open, on the pages that can be presented."""
    now = running.held()
    if now is None or not role.may_change() or entry.name not in contracts.choices("story_page"):
        return
    if not st.button(
        _("Show on the wall"),
        key="show_on_wall",
        type="tertiary",
        icon=":material/cast:",
        help=_("Puts this view on the wall of the workshop, as guests see it."),
    ):
        return
    view = SavedView(entry.name, query_of(address.of_view()))
    found = content(cursor(), park_id=park_id, view=view, reader=reader(), day=dt.date.today())
    if found is not None and found.picture:
        now.show_picture(found.picture, "png", _(entry.title))
    elif found is not None and found.cards:
        cards = [
            {"title": card.title, "way": card.way, "facts": list(card.facts), "next": card.obstacle}
            for card in found.cards[:_MOST_CARDS]
        ]
        now.live.console("show", scene="cards", title=_(entry.title), cards=cards)
    else:
        st.toast(_("This view has no picture for the wall."), icon=":material/image_not_supported:")
        return
    st.toast(_("Shown on the wall."), icon=":material/cast:")
