"""Recoverable heat between the companies of a park, by temperature and by hour."""

from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from isdata.data import money
from isdata.output.figures import heat as figure
from isdata.symbiosis.heat import heat_year, pinch_analysis
from isdata.symbiosis.matching import streams as declared
from pages.common import cards, charts, controls, pick, show, undisclosed
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline
from pages.synergies.parts import pipe_views

_APPROACHES = ("5", "10", "15", "20", "25", "30")


def _streams(con: duckdb.DuckDBPyConnection, *, currency: str, **where: Any) -> pd.DataFrame:
    found = declared.declared(con, **where)
    streams = declared.prepared(found.loc[~found["is_hidden"].astype(bool)], rates=money.rates(con, currency))
    return pinch_analysis.from_streams(streams)


def _year(con: duckdb.DuckDBPyConnection, *, approach: float, **where: Any) -> heat_year.HeatYear:
    return heat_year.over_year(_streams(con, **where), approach=approach)


def show_heat(*, currency: str, **where: Any) -> None:
    """Show recoverable heat between companies, its pinch, and the required pipes.

    Parameters
    ----------
    currency : str
    **where : object
        Arguments of `matching.streams.declared`.
    """
    found = ask(_streams, currency=currency, **where)
    if found.empty or found["is_hot"].nunique() < 2:
        show.info(
            _("This view needs at least one heat supply and one heat demand, with temperature and power.")
        )
        return
    approach = float(
        pick.on_slider(
            _("Minimum temperature difference [K]"), _APPROACHES, key="approach", default="10", width=340
        )
    )
    year = ask(_year, approach=approach, currency=currency, **where)
    _show_year(year)
    undisclosed.note(where)
    if controls.is_projected():  # the curves need an explanation
        _show_hours(found, year, approach)
        show.end()
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_curves(found, approach)
    with right:
        _show_hours(found, year, approach)
    pipe_views.show_pipes(approach=approach, currency=currency, **where)


def _show_year(year: heat_year.HeatYear) -> None:
    """Show the recoverable heat of a year, and the remaining demand."""
    share = reader().percent(year.passed / year.wanted if year.wanted else None)
    passed, wanted, stored = map(_heat, (year.passed, year.wanted, year.stored))
    lifted = year.stored - year.passed
    headline.state(
        _("Waste heat could cover {share} of the heat demand: {passed} per year", share=share, passed=passed)
    )
    with st.container(horizontal=True):
        cards.metric(
            _("Heat demand that waste heat covers"),
            share,
            _(
                "Recoverable heat between companies in a year, as a share of their heat demand: for common operating "
                "hours and sufficient temperature. Excludes distance, pipes and losses (see below)."
            ),
            _("{passed} of {wanted}", passed=passed, wanted=wanted),
        )
        cards.metric(
            _("With daily heat storage"),
            stored,
            _("Recoverable heat if storage shifts it within the day; storage losses are not included."),
            change=f"+{_heat(lifted)}" if lifted > 0.5 else None,
        )
        cards.metric(
            _("Remaining heat purchases per year"),
            _heat(year.wanted - year.passed),
            _("Heat demand of all streams less the recoverable heat."),
        )
        cards.metric(
            _("Remaining surplus heat per year"),
            _heat(year.given - year.passed),
            _("Surplus heat of all streams less the recoverable heat."),
        )


def _heat(amount: float) -> str:
    """Amount of heat with its unit."""
    return reader().amount(amount, "GJ")


def _show_curves(found: pd.DataFrame, approach: float) -> None:
    """Show the composite curves of all streams at once, with the targets of classic pinch analysis."""
    read = reader()
    result, curves = (
        pinch_analysis.cascade(found, approach=approach),
        pinch_analysis.composite(found, approach=approach),
    )
    st.markdown(_("**By temperature, with simultaneous operation**"))
    charts.draw(
        figure.composite(curves, charts.reader(), pinch=result.pinch, approach=approach),
        alt=_("Heat supply and demand by temperature"),
    )
    words = _(
        "With simultaneous operation, {passed} could be recovered; {heating} of heating and {cooling} of "
        "cooling would remain.",
        passed=read.amount(result.recovered / 1000, "MW"),
        heating=read.amount(result.hot_utility / 1000, "MW"),
        cooling=read.amount(result.cold_utility / 1000, "MW"),
    )
    pinch = (
        _(
            "No heat should cross the pinch at {temperature} °C (shifted by half the temperature "
            "difference).",
            temperature=read.number(result.pinch),
        )
        if pd.notna(result.pinch)
        else _("No pinch: one side has no remainder.")
    )
    zoom = _("Zoom with the mouse wheel, drag to pan. Much hotter sources are further up.")
    show.computed(read.sentences([words, pinch, zoom]))


def _show_hours(found: pd.DataFrame, year: heat_year.HeatYear, approach: float) -> None:
    """Show heat by hour of the mean day, and assumed operating hours."""
    read = reader()
    st.markdown(_("**By hour of the day**"))
    charts.draw(
        figure.by_hour(year.by_hour, charts.reader()),
        alt=_("Heat supply, heat demand and recoverable heat by hour of the day"),
    )
    at_once = pinch_analysis.cascade(found, approach=approach)
    words = _(
        "The mean demand is {mean}, since streams run for part of the year; all at once they would need {peak}.",
        mean=read.amount(year.wanted / heat_year.GJ_PER_MW_YEAR, "MW"),
        peak=read.amount((at_once.recovered + at_once.hot_utility) / 1000, "MW"),
    )
    show.computed(read.sentences([words, *_assumed(found)]))


def _assumed(found: pd.DataFrame) -> list[str]:
    """Sentences on assumed operating hours, and on hours that exceed the daily ones."""
    notes = [
        _(
            "Annual mean from declared daily hours, annual hours and months; downtimes are assumed to "
            "coincide."
        )
    ]
    assumed, cut = int(found["is_assumed"].sum()), int(found["is_cut"].sum())
    if assumed:
        notes.append(
            ngettext(
                "{count} stream has no declared daily hours; one shift, two shifts or continuous "
                "operation is assumed from its annual hours.",
                "{count} streams have no declared daily hours; one shift, two shifts or continuous "
                "operation is assumed from their annual hours.",
                assumed,
            )
        )
    if cut:
        notes.append(
            ngettext(
                "{count} stream declares more operating hours than its daily hours allow; the excess is "
                "not counted.",
                "{count} streams declare more operating hours than their daily hours allow; the excess is "
                "not counted.",
                cut,
            )
        )
    return notes
