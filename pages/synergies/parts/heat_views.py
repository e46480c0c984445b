"""Heat across fences: what could pass between the firms of a park, by temperature and by the hour."""

from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from isdata.energy.measures import money
from isdata.output.figures import heat as figure
from isdata.symbiosis.matching import heat, heat_year
from isdata.symbiosis.matching import streams as declared
from pages.common import controls, pick
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import pipe_views

_APPROACHES = ("5", "10", "15", "20", "25", "30")


def _streams(con: duckdb.DuckDBPyConnection, *, currency: str, **where: Any) -> pd.DataFrame:
    found = declared.declared(con, **where)
    told = declared.prepared(found.loc[~found["is_hidden"].astype(bool)], rates=money.rates(con, currency))
    return heat.from_streams(told)


def _year(con: duckdb.DuckDBPyConnection, *, approach: float, **where: Any) -> heat_year.HeatYear:
    return heat_year.over_year(_streams(con, **where), approach=approach)


def show_heat(*, currency: str, **where: Any) -> None:
    """Show what heat the firms could pass on, where it is pinched, and the pipes that it would take.

    Parameters
    ----------
    currency : str
    **where : object
        Arguments of `matching.streams.declared`.
    """
    found = ask(_streams, currency=currency, **where)
    if found.empty or found["is_hot"].nunique() < 2:
        st.info(
            _(
                "For this view, some firm must tell heat to give and another heat it wants, with temperature and power."
            ),
            icon=":material/info:",
        )
        return
    approach = float(
        pick.on_slider(
            _("Least temperature difference [K]"), _APPROACHES, key="approach", default="10", width=340
        )
    )
    year = ask(_year, approach=approach, currency=currency, **where)
    _show_year(year)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_curves(found, approach)
    with right:
        st.markdown(_("**Over the hours of the day**"))
        st.altair_chart(
            figure.by_hour(year.by_hour, reader(), is_large=controls.is_projected()),
            alt=_("Heat to give, heat wanted and what could pass, by the hour of the day"),
        )
        _show_hours(found)
    pipe_views.show_pipes(approach=approach, currency=currency, **where)


def _show_year(year: heat_year.HeatYear) -> None:
    """Show what could pass in a year, and what remains."""
    read = reader()
    share = read.percent(year.passed / year.wanted if year.wanted else None)
    lifted = year.stored - year.passed
    with st.container(horizontal=True):
        st.metric(
            _("Could pass between the firms, a year"),
            read.amount(year.passed, "GJ"),
            border=True,
            height="stretch",
            help=_(
                "{share} of the heat wanted: in the hours in which source and demand both run, as far as temperatures allow. Distance, pipes and losses are not counted here; the pipes below count them.",
                share=share,
            ),
        )
        st.metric(
            _("With heat stores for a day"),
            read.amount(year.stored, "GJ"),
            delta=f"+{read.amount(lifted, 'GJ')}" if lifted > 0.5 else None,
            border=True,
            height="stretch",
            help=_(
                "What could pass if stores carried heat to other hours of the same day; their losses are not counted."
            ),
        )
        st.metric(
            _("Heat still to buy, a year"),
            read.amount(year.wanted - year.passed, "GJ"),
            border=True,
            height="stretch",
        )
        st.metric(
            _("Heat left over, a year"),
            read.amount(year.given - year.passed, "GJ"),
            border=True,
            height="stretch",
        )


def _show_curves(found: pd.DataFrame, approach: float) -> None:
    """Show the composite curves of all streams at once, with the targets of classic pinch analysis."""
    read = reader()
    result = heat.cascade(found, approach=approach)
    st.markdown(_("**By temperature, if all ran at once**"))
    st.altair_chart(
        figure.composite(
            heat.composite(found, approach=approach),
            read,
            pinch=result.pinch,
            approach=approach,
            is_large=controls.is_projected(),
        ),
        alt=_("Heat to give and heat wanted, by temperature"),
    )
    told = _(
        "If all ran at once, {passed} could pass; {heating} of heating and {cooling} of cooling would remain.",
        passed=read.amount(result.recovered / 1000, "MW"),
        heating=read.amount(result.hot_utility / 1000, "MW"),
        cooling=read.amount(result.cold_utility / 1000, "MW"),
    )
    pinch = (
        _(
            "No heat should cross the pinch at {temperature} °C, shifted by half the difference.",
            temperature=read.number(result.pinch),
        )
        if pd.notna(result.pinch)
        else _("There is no pinch: on one side nothing remains.")
    )
    zoom = _("Zoom with the wheel, drag to move; what is far hotter than anything wanted lies above.")
    st.caption(f"{told} {pinch} {zoom}")


def _show_hours(found: pd.DataFrame) -> None:
    """Say what is assumed of the hours, and whose hours do not fit."""
    told = [
        _(
            "Mean of the year by declared hours of the day, hours a year and months; idle days are taken to fall together."
        )
    ]
    assumed, cut = int(found["is_assumed"].sum()), int(found["is_cut"].sum())
    if assumed:
        told.append(
            ngettext(
                "Of {count} stream nobody told the hours of the day: one shift, two shifts or day and night is assumed from its hours a year.",
                "Of {count} streams nobody told the hours of the day: one shift, two shifts or day and night is assumed from their hours a year.",
                assumed,
            )
        )
    if cut:
        told.append(
            ngettext(
                "{count} stream tells more hours a year than its hours of the day allow; only those that fit are counted.",
                "{count} streams tell more hours a year than their hours of the day allow; only those that fit are counted.",
                cut,
            )
        )
    st.caption(" ".join(told))
