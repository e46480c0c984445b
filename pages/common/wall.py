"""The wall of an open workshop: any page can put cards on it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import i18n
from isdata.data.i18n import N_
from isdata.output.reports.training import figure_words
from isdata.programme.workshop.live import Live
from pages.common import practice, role
from pages.common.language import _

_MOST_FIGURES = 4  # of a case that is read from the last row
_sources: list[Callable[[], Live | None]] = []


def connect(source: Callable[[], Live | None]) -> None:
    """Name what returns the open workshop; None while there is none."""
    _sources[:] = [source]


def offer(title: str, cards: Sequence[Mapping[str, object]], *, key: str) -> None:
    """Let the facilitator put cards on the wall while a workshop is open; nothing is drawn otherwise.

    Parameters
    ----------
    title : str
        Above the cards.
    cards : sequence of mapping
        title, way, facts (list of str) and next of each.
    key : str
        Of the button.
    """
    live = _live()
    if live is not None and _is_asked(key):
        live.console("show", scene="cards", title=title, cards=list(cards))


def offer_case(case: Mapping[str, Any], figures: pd.DataFrame, *, key: str) -> None:
    """Let the facilitator put a case on the wall while a workshop is open; parameters as of `show_case`."""
    live = _live()
    if live is not None and _is_asked(key):
        show_case(live, case, figures)


def show_case(live: Live, case: Mapping[str, Any], figures: pd.DataFrame) -> None:
    """Put a case on the wall, to be discussed in the language of the wall.

    Parameters
    ----------
    live : Live
    case : mapping
        A row of `case_cards.sql`.
    figures : DataFrame
        As from `case_card_figures.sql`.
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
    """The open workshop, where this reader may show something on its wall."""
    return _sources[0]() if _sources and role.may_change() and not practice.is_on() else None


def _is_asked(key: str) -> bool:
    is_asked = st.button(_("Show on the wall"), key=key, icon=":material/cast:")
    if is_asked:
        st.toast(_("Shown on the wall."), icon=":material/cast:")
    return is_asked
