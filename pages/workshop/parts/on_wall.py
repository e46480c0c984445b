"""“Show on the wall” on other pages: puts the current view up in the hall, as guests see it."""

import contextlib
import datetime as dt
from concurrent.futures import Future

import streamlit as st

from isdata.data.disclosure import GUEST
from isdata.errors import IsdataError
from isdata.output.stories.content import Content, content, is_on_slides, of_chart
from isdata.programme.stories import SavedView
from isdata.programme.stories.stored import query_of
from isdata.programme.workshop import turns
from isdata.programme.workshop.live import Live
from pages.common import address, charts, controls, navigation, role, wall
from pages.common.data import ask, asked, cursor, deferred, key_of, stored_version
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
    now = running.held()
    if now is None or not _may_show(entry):
        return
    with st.container(width="content"):  # a fragment takes the whole width otherwise
        _button(now, entry, park_id)


def _may_show(entry: navigation.Entry) -> bool:
    return role.may_change() and entry.is_for_guests


@st.fragment
def _button(now: running.Running, entry: navigation.Entry, park_id: str) -> None:
    """Draw the button in a part of its own, so that the page is not drawn again where its view is ready."""
    if charts.is_collecting():
        st.rerun()
    if said := st.session_state.pop(_SAID, ""):
        st.toast(said, icon=":material/cast:")
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
    found = _prepared(now, entry, park_id).result() if is_on_slides(entry.name) else None
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


def _prepared(now: running.Running, entry: navigation.Entry, park_id: str) -> "Future[Content | None]":
    """The view of a page as guests see it on slides, None where the park lacks its data; drawn in a thread unless that is done."""
    view = SavedView(entry.name, query_of(address.of_view()))
    read, day = reader(), dt.date.today()
    key = key_of(content, stored_version(), park_id, view, read, day)
    con = cursor()

    def drawn() -> Content | None:
        found = content(con, park_id=park_id, view=view, reader=read, day=day)
        if found is not None:
            _ = found.drawing  # which it keeps
        return found

    return now.views.begin(key, drawn)


def finish(entry: navigation.Entry, park_id: str | None) -> None:
    """Put up what the page showed while it was drawn for guests, and draw it for the facilitator again.

    Where it was drawn for the facilitator, its view is prepared, so that it is ready when it is to be shown.
    """
    found, now = charts.end(), running.held()
    if found is None:
        if now is not None and park_id and _may_show(entry) and not controls.is_projected():
            if is_on_slides(entry.name):
                _prepared(now, entry, park_id)
            else:
                _answer_for_guests(now, entry)
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


def _answer_for_guests(now: running.Running, entry: navigation.Entry) -> None:
    """Answer in a thread for guests what the page asked for its reader, so that it is soon drawn for the wall."""
    own = role.viewer()
    questions = [
        (function, {name: GUEST if value == own else value for name, value in parameters.items()})
        for function, parameters in asked()
        if own in parameters.values()
    ]

    def answer() -> None:
        for function, parameters in questions:
            with contextlib.suppress(IsdataError):  # the page states it when it is drawn
                ask(function, **parameters)

    now.views.begin(key_of(answer, stored_version(), entry.name, questions), deferred(answer))


def turn(entry: navigation.Entry) -> contextlib.AbstractContextManager[None]:
    """While a workshop is open, one page is drawn at a time; the console does not wait."""
    is_waiting = running.held() is not None and entry.name != "workshop"
    return turns.turn() if is_waiting else contextlib.nullcontext()


def _show_cards(now: running.Running, entry: navigation.Entry, cards: list[dict]) -> None:
    now.live.console("show", scene="cards", title=_(entry.title), cards=cards)
