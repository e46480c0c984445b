"""“Show on the wall” on other pages: puts the current view up in the hall, as guests see it."""

import contextlib
import datetime as dt

import streamlit as st

from isdata.data import contracts
from isdata.output.stories.content import content, of_chart
from isdata.programme.stories import SavedView
from isdata.programme.stories.stored import query_of
from isdata.programme.workshop import turns
from isdata.programme.workshop.live import Live
from pages.common import address, charts, navigation, role, wall
from pages.common.data import cursor
from pages.common.language import _, reader
from pages.workshop.parts import running

_MOST_CARDS = 6
_SAID = "shown_on_wall"  # what is stated once the page is drawn again


@wall.connect
def _live() -> Live | None:
    """The open workshop, for other pages that put cards on its wall."""
    now = running.held()
    return now.live if now else None


def offer(entry: navigation.Entry, park_id: str) -> None:
    """Show the button to the facilitator while a workshop is open, on the pages that guests see."""
    if said := st.session_state.pop(_SAID, ""):
        st.toast(said, icon=":material/cast:")
    now = running.held()
    if now is None or not role.may_change() or not entry.is_for_guests:
        return
    st.button(
        _("Show on the wall"),
        key="show_on_wall",
        type="tertiary",
        icon=":material/cast:",
        help=_("Puts this view on the wall of the workshop, as guests see it."),
        on_click=_show,
        args=(now, entry, park_id),
    )


def _show(now: running.Running, entry: navigation.Entry, park_id: str) -> None:
    """Put the view up as it is drawn on slides; a page that is on none is drawn once for guests."""
    view = SavedView(entry.name, query_of(address.of_view()))
    is_on_slides = entry.name in contracts.choices("story_page")
    found = (
        content(cursor(), park_id=park_id, view=view, reader=reader(), day=dt.date.today())
        if is_on_slides
        else None
    )
    if found is not None and found.drawing:
        now.show_picture(found.drawing, "svg", _(entry.title))
    elif found is not None and found.cards:
        _show_cards(
            now,
            entry,
            [
                {"title": card.title, "way": card.way, "facts": list(card.facts), "next": card.obstacle}
                for card in found.cards[:_MOST_CARDS]
            ],
        )
    else:
        charts.begin()
        st.session_state.is_projected = True
        return
    st.session_state[_SAID] = _("Shown on the wall.")


def finish(entry: navigation.Entry) -> None:
    """Put up what the page showed while it was drawn for guests, and draw it for the facilitator again."""
    found, now = charts.end(), running.held()
    if found is None:
        return
    st.session_state.is_projected = False
    if now is not None and found.charts:
        now.show_picture(of_chart(found.charts[0]).drawing or b"", "svg", _(entry.title))
    elif now is not None and found.figures:
        cards = [
            {"title": label, "way": "", "facts": [value], "next": note}
            for label, value, note in found.figures[:_MOST_CARDS]
        ]
        _show_cards(now, entry, cards)
    is_shown = bool(found.charts or found.figures)
    st.session_state[_SAID] = (
        _("Shown on the wall.") if is_shown else _("This view has no picture for the wall.")
    )
    st.rerun()


def turn(entry: navigation.Entry) -> contextlib.AbstractContextManager[None]:
    """While a workshop is open, one page is drawn at a time; the console does not wait."""
    is_waiting = running.held() is not None and entry.name != "workshop"
    return turns.turn() if is_waiting else contextlib.nullcontext()


def _show_cards(now: running.Running, entry: navigation.Entry, cards: list[dict]) -> None:
    now.live.console("show", scene="cards", title=_(entry.title), cards=cards)
