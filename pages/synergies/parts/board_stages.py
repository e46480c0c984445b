"""Stages of the board of synergies: columns of cards, or on a phone one below the other."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.output.figures import style
from isdata.symbiosis import synergies
from pages.common import park_facts, pick, role, screen
from pages.common import show as notices
from pages.common.data import ask
from pages.common.language import _, reader
from pages.synergies.parts import board

_HEAD = 295  # height above the columns [px]
# Window height below which cards are low; height of a low card and of others [px]
_LOW, _CARD, _HIGH = 900, 170, 190
# Number of stages up to which names break into few lines, and height of a low card then [px]
_WIDE, _WIDE_CARD = 5, 140
_ENDED = 4  # cards of ended synergies side by side
_ALL_ON_PHONE = 12  # cards of all stages that a phone lists
# Width of a stage from which its cards are side by side, and that of two: each is a little wider than the card of another
# stage, so that fewer of its lines break and three below each other fit a low window.
_TWO, _DOUBLE = 2, 2.3


def note_empty(shown: pd.DataFrame) -> None:
    """Show the stages without a synergy, which have no column."""
    stages = [stage for stage in contracts.choices("stage") if stage != "ended"]
    empty = [reader().choice("stage", stage) for stage in stages if stage not in set(shown["stage"])]
    if empty and len(shown) and not park_facts.is_published():
        st.caption(_("No synergies in these stages: {stages}.", stages=reader().listed(empty)))


def show(shown: pd.DataFrame, size: screen.Screen, *, park: str, may_change: bool, opened: Callable) -> None:
    """Show the first cards of each stage in a column, as many as fit the window, and the others on request.

    Parameters
    ----------
    shown : DataFrame
        Rows of `synergies.by_urgency`.
    size : Screen
    park, may_change, opened
        As for `board.card`.
    """
    is_chosen = size.is_narrow and len(shown) > _ALL_ON_PHONE
    ended = shown[shown["stage"] == "ended"].to_dict("records") if not size.is_narrow else []
    if len(ended) < len(shown):
        shown = shown[shown["stage"] != "ended"] if ended else shown
    else:
        ended = []
    stages = _chosen(shown) if is_chosen else contracts.present(shown["stage"], "stage")
    if not stages:
        notices.info(_("No synergy matches the filter."))
        return
    found = ask(synergies.partners, parks=[park], viewer=role.viewer())
    partners = board.partners(found, is_joined=size.is_narrow or len(stages) == 1)
    is_real = park_facts.is_published()
    look = {"park": park, "may_change": may_change, "asks_owner": not is_real, "opened": opened}
    look["is_low"] = is_low = size.height < _LOW and not size.is_narrow
    # Cards that ask for no owner are lower.
    low = _WIDE_CARD if len(stages) <= _WIDE else _CARD
    deep = max(2, int(size.height - _HEAD) // (low if is_low else _HIGH)) + 3 * is_real
    known = shown.to_dict("records")
    rows = [[row for row in known if row["stage"] == stage] for stage in stages]
    wide = [_width(len(own), deep if len(stages) <= _WIDE else 0) for own in rows]
    for place, stage, own, width in zip(st.columns(wide, gap="small"), stages, rows, wide, strict=True):
        with place:
            if not is_chosen:  # else the choice of the stage is just above
                _name(stage, len(own))
            across = 1 if width < _TWO or size.is_narrow else int(width)
            first, more = (own, 0) if size.is_narrow else board.first(own, stage, across * deep)
            with st.container(key=f"stage_{stage}"):
                _cards(first, partners, across, look)
                board.offer_more(stage, more)
    if ended:  # below, so that the columns of the others are wider
        words = reader().noted(reader().choice("stage", "ended"), reader().number(len(ended)))
        with st.expander(words), st.container(key="stage_ended"):
            _cards(ended, partners, _ENDED, look)


def _chosen(shown: pd.DataFrame) -> list[str]:
    """Stage chosen by the user, at first that with the earliest due date."""
    read = reader()
    stages, count = contracts.present(shown["stage"], "stage"), shown["stage"].value_counts()
    due = shown[shown["due_date"].notna()].sort_values("due_date", kind="stable")
    chosen = pick.from_dropdown(
        read.column("synergy", "stage"),
        stages,
        default=next(iter(due["stage"]), stages[0]),
        words=lambda stage: read.noted(read.choice("stage", stage), read.number(count.get(stage, 0))),
        key="board_stage",
        label_visibility="collapsed",
    )
    return [chosen]


def _name(stage: str, count: int) -> None:
    sign = f':color[\u2003]{{background="{style.STAGES[stage]}"}}'
    name = f"**{notices.escaped(reader().choice('stage', stage))}**"
    st.markdown(f"{sign} {reader().noted(name, reader().number(count))}")


def _cards(
    rows: Sequence[Mapping[str, Any]],
    partners: Mapping[str, Sequence[str]],
    across: int,
    look: Mapping[str, Any],
) -> None:
    """Show the cards of a stage, a number of them side by side; `look` of each as for `board.card`."""
    columns = [st] if across == 1 else st.columns(across, gap="small")
    for row, column in zip(rows, itertools.cycle(columns)):
        with column.container(border=True, gap=None, key=f"card_{row['synergy_id']}"):
            board.card(row, partners.get(row["synergy_id"], []), **look)


def _width(count: int, deep: int) -> float:
    """Relative width of a stage: larger if its cards do not fit below each other; `deep` of them fit where there are few stages.

    Examples
    --------
    >>> _width(4, 3), _width(3, 3), _width(4, 0)
    (2.3, 1.0, 1.0)
    """
    return max(1 + max(0, count - 6) / 4, _DOUBLE if 0 < deep < count else 1.0)
