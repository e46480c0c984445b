"""Payback of each measure, its distribution, and investment against saving."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from isdata.energy import measures
from isdata.energy.measures import DisclosedOutlook, presentation
from isdata.output.figures import investment, payback_groups
from isdata.output.figures import payback as payback_figure
from pages.common import charts, controls, pick, screen, show
from pages.common.data import ask, derive
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import turning
from pages.network.parts import energy
from pages.network.parts.energy_state import State

_MOST = 26  # number of measures drawn at once
_FEWEST, _ABOVE = 9, 425  # number of measures in a low window, and height above the bars [px]
_BELOW = 15  # height of the line below high rows that is above the fold [px]
_ROW, _HIGHEST = 21, 56  # lowest and highest row [px]
_IN_HALL, _HIGH_IN_HALL = 10, 490  # number of measures when presented, and their height [px]
_ON_PHONE = 10  # number of measures on a phone, until the user shows all


def view(state: State) -> str:
    """Show the payback of every measure, the distribution, and investment against saving."""
    count = int(state.found.table["payback"].notna().sum())
    if controls.is_projected():
        _presented(state, count)
        return ""
    is_phone = screen.is_phone()
    bars = st.container()
    is_short = is_phone and count > _ON_PHONE and not _shows_all(count)
    most = _MOST if is_phone else _fitting(count)
    with bars:
        is_masked = not state.found.table["is_named"].all()
        first = _first(count, count if is_short else most, is_masked=is_masked)
        row = _row(min(count, most + 1))
        once(_ranked, state, first=first, most=_ON_PHONE if is_short else most, row=row)
    once(_charts, state)
    return ""


def _fitting(count: int) -> int:
    """Number of measures above the fold of a working page, the same on each page but the last, with a row for the others."""
    rows = (screen.height() - _ABOVE) // _ROW
    return turning.even(count, int(np.clip(rows - (rows < count), _FEWEST, _MOST)))


def _row(count: int) -> float:
    """Height of the rows of a number of measures, which fill a working page down to the fold. [px]"""
    return float(np.clip((screen.height() - _ABOVE - _BELOW) / max(1, count), _ROW, _HIGHEST))


def _presented(state: State, count: int) -> None:
    """Show the measures with the shortest payback, and the rest as one row; the arrow keys show the others.

    More than fit the window begin with their distribution, since the shortest paybacks do not represent them.
    """
    before = _IN_HALL if count > _IN_HALL else 0
    first = turning.first("payback", before + count, _IN_HALL) - before
    if first < 0:
        _spread_presented(state)
        return
    is_masked = not state.found.table["is_named"].all()
    _head(turning.words(first, min(_IN_HALL, count - first), count), is_masked=is_masked)
    looks = {"height": _HIGH_IN_HALL, "is_short": charts.is_square(), "is_turned": True}
    once(_ranked, state, first=first, most=_IN_HALL, **looks)


def _head(position: str, *, is_masked: bool) -> None:
    """Show the heading of the bars, and which of them are drawn."""
    st.subheader(_("Payback of each measure, shortest first"), anchor=False, width="content")
    if notes := " · ".join(filter(None, [position, energy.by_category() if is_masked else ""])):
        st.caption(notes, width="content")


def _shows_all(count: int) -> bool:
    """Return True if the user of a phone requests all measures."""
    words = ngettext("Show all {count} measures", "Show all {count} measures", count)
    return pick.switch(words, key="payback_all")


def _first(count: int, most: int, *, is_masked: bool) -> int:
    """Let the user page through more than `most` measures; return the position of the first one drawn.

    If `is_masked`, some measures are named by their category.
    """
    read = reader()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="payback_head"):
        st.subheader(_("Payback of each measure, shortest first"), anchor=False, width="content")
        if is_masked:
            st.caption(energy.by_category(), width="content")
        if count <= most:
            return 0
        words = {
            str(first): _(
                "{first} to {last} of {total}",
                first=read.number(first + 1),
                last=read.number(min(count, first + most)),
                total=read.number(count),
            )
            for first in range(0, count, most)
        }
        chosen = pick.from_dropdown(
            _("Measures shown"), words, key="payback_from", label_visibility="collapsed", width=200
        )
    return int(chosen)


def _charts(state: State) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _spread(state)
    with right:
        st.subheader(_("Investment vs. saving"), anchor=False)
        if state.found.table["has_money"].any():
            _against(state.found.table, state.own.currency)
        else:
            words = _("Costs of single measures are shown to the facilitator only.")
            st.info(words, icon=":material/visibility_off:")


def _spread(state: State) -> None:
    """Show the number of measures in each payback class."""
    st.subheader(_("Payback distribution"), anchor=False)
    charts.draw(
        payback_groups.classes(derive(DisclosedOutlook.payback_classes, state.found), charts.reader()),
        alt=_("Number of measures in each class of payback"),
    )
    if words := _without_excluded(state):
        st.caption(words)
    show.computed(_("Classes include their lower limit: exactly 3 years is in “3 to under 5”."))


def _without_excluded(state: State) -> str:
    """Number of the measures that exclude others, which the classes leave out as the totals do; empty for none."""
    count = state.found.excluded if state.found.is_package else 0
    if not count:
        return ""
    return ngettext(
        "Without {count} measure that excludes another, as in the figures above.",
        "Without {count} measures that exclude others, as in the figures above.",
        count,
    )


def _spread_presented(state: State) -> None:
    """Show the number of measures in each payback class."""
    st.subheader(_("Measures by payback"), anchor=False, width="content")
    turn = _("Key ↓: single measures") if charts.is_in_hall() else ""
    if words := " · ".join(filter(None, [turn, _without_excluded(state)])):
        st.caption(words, width="content")
    found = derive(DisclosedOutlook.payback_classes, state.found)
    charts.draw(
        payback_groups.classes(found, charts.reader()),
        alt=_("Number of measures in each class of payback"),
        height=_HIGH_IN_HALL,
    )


def _ranked(
    state: State,
    *,
    first: int,
    most: int,
    height: float | None = None,
    **looks: Any,
) -> None:
    """Draw measures as bars; `height` as for `charts.draw` [px], `looks` as for `payback.ranked`."""
    read = reader()
    part = slice(first, first + most)
    published = measures.benchmark(ask(measures.benchmarks), "itac", "payback", "yr")
    marks = {}
    if published is not None:
        years = read.number(published.value, digits=1)
        marks[_("{years} years: mean of US industrial assessments", years=years)] = published.value
    figure = payback_figure.ranked(
        state.found.table,
        charts.reader(),
        state.own.currency,
        marks=marks,
        part=part,
        excluded=state.found.excluded_by if state.found.is_package else (),
        **looks,
    )
    words = _("Payback of each measure as a bar [yr]; measures without payback last")
    charts.draw(figure, alt=words, height=height)
    if controls.is_projected():
        if notes := _in_hall(state, part):
            st.caption(notes)
    elif words := read.sentences(_left_out(state, part)):
        st.caption(words)
    lines = [_("Each measure on its own; overlaps are deducted in totals only.")]
    if published is not None:
        lines.append(
            _("Source of the reference line: {source}.", source=show.escaped(read.half(published.source)))
        )
    show.computed(read.sentences(lines))


def _in_hall(state: State, part: slice) -> str:
    """Meaning of the pale ones among the drawn bars, for a presentation."""
    table, read = state.found.table, charts.reader()
    names = payback_figure.drawn_names(table, read)
    excluded = state.found.excluded_by if state.found.is_package else {}
    parts = [
        _(
            "Pale: “{measure}”, excluded if {others} is chosen",
            measure=show.escaped(names[name]),
            others=read.listed(f"“{show.escaped(names[other])}”" for other in others if other in names.index),
        )
        for name, others in excluded.items()
        if name in names.index[part] and any(other in names.index for other in others)
    ]
    return " · ".join(parts)


def _left_out(state: State, part: slice) -> list[str]:
    """Sentences on the drawn measures not counted in the totals, and those that exclude them."""
    if not state.found.is_package:
        return []
    # Named as at the bars, where undisclosed measures of one category are numbered.
    rows, names = state.found.table, payback_figure.drawn_names(state.found.table, reader())
    drawn, excluded_by = names.index[part], state.found.excluded_by

    def words(name: str) -> str:
        known = names[name] if name in names.index else presentation.measure_words(rows.loc[name], reader())
        return show.escaped(known)

    return [
        _pale(words(name), [words(other) for other in excluded_by[name]])
        for name in drawn
        if name in excluded_by
    ]


def _pale(measure: str, others: list[str]) -> str:
    """Sentence on a pale bar; without `others`, the measure requires one that is left out."""
    if not others:
        return _(
            "Pale: “{measure}”, not counted in the totals as it requires a measure that is left out.",
            measure=measure,
        )
    return _(
        "Pale: “{measure}”, excluded by {others} and not counted in the totals; a plan within a budget may select it instead.",
        measure=measure,
        others=reader().listed(f"“{other}”" for other in others),
    )


def _against(known: pd.DataFrame, currency: str) -> None:
    """Show investment against saving of each measure with both, and the number of measures without."""
    drawn = known[(known["investment"] > 0) & (known["annual_saving"] > 0)]
    if drawn.empty:
        show.info(_("No measure has both an investment and a saving."))
        return
    charts.draw(
        investment.against(known, charts.reader(), currency),
        alt=_("Investment and annual saving of each measure, with lines of equal payback"),
    )
    left_out = len(known) - len(drawn)
    if left_out:
        show.computed(
            ngettext(
                "{count} measure without investment or saving is not shown.",
                "{count} measures without investment or saving are not shown.",
                left_out,
            )
        )
