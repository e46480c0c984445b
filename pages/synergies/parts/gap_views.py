"""Gaps of the exchange: new companies that would close them, unused by-products, potential chains and loops."""

import datetime as dt
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import streamlit as st

from isdata.data.contracts.results import Matches
from isdata.symbiosis import matching
from isdata.symbiosis.gaps import gap_presentation, loops, newcomers, residuals, unmatched
from isdata.symbiosis.gaps.newcomers import MEASURES, ranked_by
from isdata.symbiosis.matching import presentation
from pages.common import charts, controls, conversions, pick, screen, show, tables, undisclosed
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline, room
from pages.synergies.parts import chain_views

_MOST, _DRAWN = 15, 10  # number of newcomers listed, and drawn
_NOTES = 3  # lines of notes above and below the picture when presented


class Gaps(NamedTuple):
    """Open gaps; tables as from the functions of the same names."""

    newcomers: pd.DataFrame
    residuals: pd.DataFrame
    loops: pd.DataFrame
    matches: Matches


def gaps(con: duckdb.DuckDBPyConnection, *, steps: int, on: dt.date, **where: Any) -> Gaps:
    """Unmatched resources of the chosen parks, new companies that would use them, and potential loops."""
    found = matching.matches(con, steps=steps, on=on, **where)
    left = unmatched(con, found, **where)
    place = {name: where.get(name) for name in ("park_id", "region_id")}
    return Gaps(newcomers(con, left, **place), residuals(left, found), loops.loops(found), found)


def show_gaps(**searched: Any) -> None:
    """Show newcomers, unused by-products, chains and loops."""
    currency = str(searched["currency"])
    found = ask(gaps, **searched)
    _show_newcomers(found.newcomers, currency, searched)
    # Unused by-products are part of the gaps that newcomers would close: one sentence covers both.
    used = found.newcomers["stated_in"].explode().dropna()
    conversions.show_note(used, currency)
    left, chains, loops_ = st.tabs(
        [_("Supplies without a feasible match"), _("Potential chains"), _("Potential loops")]
    )
    with left:
        _show_residuals(found.residuals, currency)
    with chains:
        chain_views.view(found.matches, currency)
    with loops_:
        _show_loops(found.loops)


def _show_newcomers(table: pd.DataFrame, currency: str, place: dict[str, Any]) -> None:
    if table.empty:
        st.info(_("Every declared stream has a match."), icon=":material/check:")
        return
    criteria = [measure for measure in MEASURES if table[f"place_{measure}"].notna().any()]
    words = {"all": _("All five criteria")} | {
        measure: _(presentation.MEASURES[measure]) for measure in criteria
    }
    with st.container(horizontal=not screen.is_phone(), gap="medium"):
        if not controls.is_projected():
            st.subheader(_("Which new company would close the most gaps?"), anchor=False, width="content")
        measure = pick.one_of(_("Rank by"), words, key="rank", label_visibility="collapsed", width="content")
    is_all = measure == "all"
    ranked = table if is_all else ranked_by(table, measure)
    title = _headline(ranked.iloc[0], "" if is_all else words[measure])
    headline.state(title)
    if is_all:
        st.caption(_of_all())
    _picture(ranked, "score" if is_all else measure, currency, room.below(title) - _NOTES * room.NOTE)
    if controls.is_projected():
        undisclosed.note(place)
    show.end_of_presented()
    tables.show_rows(
        gap_presentation.newcomers(
            ranked.head(_MOST), reader(), currency, first="tonnes" if is_all else measure
        ),
        alt=_("New companies ranked by tonnes, value, CO2, water and new resource types"),
    )
    show.computed(
        _(
            "“New resource types” counts resources not exchanged yet: this one and what known treatment "
            "steps make of it."
        )
    )
    undisclosed.note(place)


def _of_all() -> str:
    """Definition of the mean of all criteria."""
    return _("“All five criteria” is the mean of each criterion relative to its maximum.")


def _headline(first: pd.Series, criterion: str) -> str:
    """Headline with the new company that is first by a criterion, or by all."""
    does = gap_presentation.newcomer(first.to_dict(), reader())
    if criterion:
        return _("{criterion}: a new company that {does} is first", criterion=criterion, does=does)
    return _("A new company that {does} would close the most gaps", does=does)


def _picture(ranked: pd.DataFrame, measure: str, currency: str, height: float) -> None:
    """Draw the first new companies by one criterion or by the mean of all, in list order."""
    read, first = reader(), ranked.loc[ranked[measure] > 0].head(_DRAWN)
    if first.empty:
        return
    rows = first.to_dict("records")
    if measure == "score":
        written, title = [read.percent(row["score"]) for row in rows], _("All five criteria")
    else:
        written = [gap_presentation.amount(row[measure], measure, read, currency) for row in rows]
        title = _(presentation.MEASURES[measure])
    streams = [ngettext("{count} stream", "{count} streams", int(row["streams"])) for row in rows]
    charts.bars(
        {
            "name": [gap_presentation.newcomer(row, read) for row in rows],
            "amount": first[measure].to_numpy(),
            "words": [" · ".join(each) for each in zip(written, streams, strict=True)],
        },
        room=1.4,
        alt=_(
            "What each new company would use or supply, by {criterion}",
            criterion=title,
        ),
        height=height,
    )


def _show_residuals(table: pd.DataFrame, currency: str) -> None:
    if table.empty:
        st.caption(_("Every declared stream has a match."))
        return
    tables.show_rows(
        gap_presentation.residuals(table, reader(), currency),
        most=420,
        alt=_("Supplies without a feasible match, highest disposal cost first"),
    )


def _show_loops(table: pd.DataFrame) -> None:
    if table.empty:
        st.caption(_("The feasible matches form no loop between disclosed companies."))
        return
    tables.show_rows(
        gap_presentation.loops(table, reader()),
        column_config={**tables.texts({_("Loop"): 330}), _("Weakest link"): tables.bar(110)},
        lines=4,
        most=480,
        alt=_("Loops between companies, best weakest link first"),
    )
