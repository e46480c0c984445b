"""Main screen of an open workshop, on which any page can show cards."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import i18n
from isdata.data.i18n import N_, Reader
from isdata.output.reports.training import figure_words
from isdata.programme.workshop import main_screen_page
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.main_screen_language import BOTH
from pages.common import practice, role, show
from pages.common.language import _, reader

_MOST_FIGURES = 4  # number of figures of a case legible from the last row of seats
_sources: list[Callable[[], Live | None]] = []


def connect(source: Callable[[], Live | None]) -> None:
    """Set the function that returns the open workshop, or None if there is none."""
    _sources[:] = [source]


def offer(title: str, cards: Callable[[Reader], Sequence[Mapping[str, object]]], *, key: str) -> None:
    """Let the facilitator show cards on the main screen while a workshop is open; draws nothing otherwise.

    Parameters
    ----------
    title : str
        Title above the cards, in both languages.
    cards : callable
        Returns title, way, facts (list of str) and next of each card for a reader.
    key : str
        Key of the button.
    """
    live = _live()
    if live is not None and _is_asked(key):
        shown = {language: list(cards(i18n.reader(language))) for language in i18n.LANGUAGES}
        shown[BOTH] = [card for side_by_side in zip(*shown.values(), strict=True) for card in side_by_side]
        live.console("show", scene="cards", title=title, shown=shown)
        _state(live)


def offer_case(case: Mapping[str, Any], figures: pd.DataFrame, *, key: str) -> None:
    """Let the facilitator show a case on the main screen while a workshop is open; parameters as for `show_case`."""
    live = _live()
    if live is not None and _is_asked(key):
        show_case(live, case, figures)
        _state(live)


def title(day: Day) -> str:
    """Title of the content last shown on the main screen, for the facilitator."""
    return show.escaped(main_screen_page.title(reader(), day))


def show_case(live: Live, case: Mapping[str, Any], figures: pd.DataFrame) -> None:
    """Show a case on the main screen, in the language of the main screen.

    Parameters
    ----------
    live : Live
    case : mapping
        A row of `case_cards.sql`.
    figures : DataFrame
        Rows of `case_figures.sql`.
    """
    own = figures[figures["case_id"] == case["case_id"]].head(_MOST_FIGURES).to_dict("records")
    words = {
        language: {
            "title": read.name(case["name_en"], case["name_zh"]),
            "summary": read.name(case["summary_en"], case["summary_zh"]),
            "figures": [figure_words(each, read) for each in own],
            "question": read.name(case["question_en"], case["question_zh"]),
            "source": read.text(N_("Source: {source}"), source=read.half(case["source"])),
        }
        for language in i18n.LANGUAGES
        for read in [i18n.reader(language)]
    }
    live.console("show", scene="case", case=words)


def _live() -> Live | None:
    """The open workshop, if this reader may use its main screen."""
    return _sources[0]() if _sources and role.may_change() and not practice.is_on() else None


def _is_asked(key: str) -> bool:
    return st.button(_("Show on main screen"), key=key, icon=":material/cast:")


def state(day: Day) -> str:
    """Sentence on what the main screen shows, or will show when released, after a change."""
    if day.frozen is not None:
        return _("The main screen is frozen. After release it shows: {scene}", scene=title(day))
    return _("On main screen: {scene}", scene=title(day))


def _state(live: Live) -> None:
    st.toast(state(live.day), icon=":material/cast:")
