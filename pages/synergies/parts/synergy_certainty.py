"""Uncertainty of a synergy's feasibility sheet: simulated outcomes and main drivers."""

import math

import numpy as np
import pandas as pd
import streamlit as st

from isdata.energy.measures import presentation
from isdata.engines import uncertainty
from isdata.output.figures import synergy_sheet as figure
from isdata.output.figures import uncertainty_charts
from isdata.output.figures.frame import money_axis
from isdata.symbiosis import assessment
from pages.common import charts, show
from pages.common.language import _, reader
from pages.synergies.parts import synergy_words


def show_certainty(made: assessment.Sheet, currency: str) -> None:
    """Show the ranges of payback and value, and their main drivers."""
    if not _is_known(made):
        return
    st.subheader(_("Uncertainty"), anchor=False)
    st.markdown(show.escaped(_words(made.simulation.total, currency)))
    left, right = st.columns(2, gap="large")
    with left:
        _show_values(made.simulation, currency)
    with right:
        charts.draw(
            figure.swings(made.swings, float(made.appraisal["npv"]), charts.reader(), currency),
            alt=_("NPV with each assumption at its low or high end, largest effect first"),
        )
    show.computed(
        _(
            "10,000 simulations with the same random numbers for every synergy. Values vary within their "
            "uncertainty; where none is stated, ±20%, investment −10 to +30% (own assumption). Cost and "
            "CO2 share the amount; other values vary independently, so correlated prices are not modelled."
        )
    )


def _is_known(made: assessment.Sheet) -> bool:
    return not made.swings.empty and not math.isnan(made.simulation.total["npv_p50"])


def within(made: assessment.Sheet, currency: str) -> str:
    """80% range of the value of a synergy as text; empty without uncertain assumptions."""
    if not _is_known(made):
        return ""
    low, _middle, high = (made.simulation.total[f"npv_p{share}"] for share in uncertainty.PERCENTILES)
    read = reader()
    ends = read.money(low, currency), read.money(high, currency)
    return _("80% range {range}", range=presentation.range_text(*ends, read))


def _words(total: pd.Series, currency: str) -> str:
    """Text of the ranges of payback and value."""
    read = reader()
    low, middle, high = (read.money(total[f"npv_p{share}"], currency) for share in uncertainty.PERCENTILES)
    worth = presentation.range_text(low, high, read)
    if total["payback_p90"] <= 0:
        return _(
            "No investment, pays from the first year. 80% range of NPV: {worth}; median {middle}.",
            worth=worth,
            middle=middle,
        )
    return _(
        "Simulated for all partners, 80% range: payback {payback} (median {years}), NPV {worth} (median "
        "{middle}). Probability of meeting the required payback: {chance}. The key figures above use the "
        "stated assumptions.",
        payback=presentation.payback_between(total["payback_p10"], total["payback_p90"], read),
        worth=worth,
        years=synergy_words.years(total["payback_p50"]),
        middle=middle,
        chance=read.percent(total["chance_hurdle"]),
    )


def _show_values(drawn: uncertainty.Simulation, currency: str) -> None:
    """Show the distribution of the simulated values."""
    read = reader()
    axis = money_axis(float(np.abs(drawn.npv).max()), currency, read)
    limits = [drawn.total[f"npv_p{share}"] for share in uncertainty.PERCENTILES]
    charts.draw(
        uncertainty_charts.spread(
            drawn.npv / axis.step,
            charts.reader(),
            title=_("NPV [{unit}]", unit=axis.title),
            percentiles=[value / axis.step for value in limits],
            words=[read.money_number(value, currency) for value in limits],
        ),
        alt=_("Distribution of simulated NPV, with the middle 80% marked"),
    )
