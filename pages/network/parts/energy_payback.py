"""Payback of each measure, its distribution, and investment against saving."""

import pandas as pd
import streamlit as st

from isdata.energy import measures
from isdata.output.figures import investment
from isdata.output.figures import payback as payback_figure
from pages.common import charts, controls, screen, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.network.parts import energy
from pages.network.parts.energy_state import State


def view(state: State) -> None:
    """Show the payback of every measure, how they spread, and investment against saving."""
    room = screen.screen(is_hall=controls.is_projected())
    once(_charts, state, is_narrow=room.is_narrow)


def _charts(state: State, *, is_narrow: bool) -> None:
    _ranked(state, is_narrow=is_narrow)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Payback distribution"), anchor=False)
        charts.draw(
            payback_figure.classes(state.found.payback_classes(), charts.reader()),
            alt=_("Number of measures in each class of payback"),
        )
        show.computed(_("Classes include their lower limit: exactly 3 years is in “3 to under 5”."))
    with right:
        st.subheader(_("Investment vs. saving"), anchor=False)
        if state.found.table["has_money"].any():
            _against(state.found.table, state.own.currency)
        else:
            energy.say_no_money()


def _ranked(state: State, *, is_narrow: bool) -> None:
    read = reader()
    known, currency = state.found.table, state.own.currency
    st.subheader(_("Payback of each measure, shortest first"), anchor=False)
    published = measures.benchmark(ask(measures.benchmarks), "itac", "payback", "yr")
    marks = {}
    if published is not None:
        words = _("{years} years: mean of US industrial assessments")
        marks[words.format(years=read.number(published.value, digits=1))] = published.value
    columns = 1 if is_narrow and not controls.is_projected() else 2
    figures = payback_figure.ranked(known, charts.reader(), currency, marks=marks, columns=columns)
    for figure, place in zip(figures, st.columns(columns, gap="large"), strict=False):
        words = _("Payback of each measure as a bar [yr]; measures without payback last")
        charts.draw(figure, alt=words, place=place)
    lines = [_("Each measure on its own; overlaps are deducted in totals only.")]
    if published is not None:
        lines.append(_("Source of the reference line: {source}.", source=show.plain(published.source)))
    show.computed(read.sentences(lines))


def _against(known: pd.DataFrame, currency: str) -> None:
    """Show investment against saving of each measure that has both, and how many have not."""
    drawn = known[(known["investment"] > 0) & (known["annual_saving"] > 0)]
    if drawn.empty:
        st.info(_("No measure has both an investment and a saving."), icon=":material/info:")
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
