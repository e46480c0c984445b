"""Comparison of the members of a network by saved share of their baseline, with results of other networks."""

import pandas as pd
import streamlit as st

from isdata.energy import measures
from isdata.energy.measures import DisclosedNetwork
from isdata.output.figures import members as figure
from pages.common import charts, controls, screen, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader


def side_by_side(own: DisclosedNetwork, year: int, height: float, window: int, *, is_expected: bool) -> None:
    """Show the share of its baseline saved by each member, with results of other networks.

    `height`: of the picture when presented; `window`: height of the window of a working page [px]; `is_expected`: the
    year has not ended.
    """
    st.subheader(_("Saved share of each member's own baseline, {year}", year=str(year)), anchor=False)
    table = own.comparison(year)
    if table is None:
        st.info(_("Members are compared from three up."), icon=":material/visibility_off:")
        return
    if not table["result"].any():
        _nothing_yet(own, year)
        return
    known = table[table["result"].notna()]
    if known.empty:
        show.info(_("No member has a baseline yet."))
        return
    marks, sources = _other_networks()
    drawn, is_missed, due = known, behind_count(known) > 0, own.network["target_year"]
    if controls.is_projected():  # those that explain a missed target, else the best
        most = figure.MOST_IN_HALL
        drawn = known.tail(most) if is_missed else known.head(most)
    charts.draw(
        figure.comparison(
            drawn,
            charts.reader(),
            marks=marks,
            window=window,
            due=0 if pd.isna(due) else int(due),
            is_expected=is_expected,
        ),
        alt=_("Share of its baseline saved by each member, with other networks as lines"),
        height=height,
    )
    part = _part(len(drawn), len(known), is_lowest=is_missed) if len(drawn) < len(known) else ""
    if words := reader().sentences([part, _left_out(len(own) - len(table))]):
        st.caption(words)
    if sources and not controls.is_projected():
        show.computed(
            _("Sources of the reference lines: {sources}.", sources=show.escaped(reader().clauses(sources)))
        )


def _part(shown: int, count: int, *, is_lowest: bool) -> str:
    """Sentence that a presentation shows only the members with the lowest or highest shares."""
    numbers = {"shown": reader().number(shown), "count": reader().number(count)}
    return (
        _("Lowest {shown} of {count}.", **numbers)
        if is_lowest
        else _("Highest {shown} of {count}.", **numbers)
    )


def behind_count(table: pd.DataFrame) -> int:
    """Number of members below their share of the target."""
    return int((table["result"] < table["target"]).sum())


def _left_out(count: int) -> str:
    """Sentence on the undisclosed members left out in a year whose result is withheld; empty without any."""
    if not count:
        return ""
    return ngettext(
        "{count} undisclosed member is left out.", "{count} undisclosed members are left out.", count
    )


def _nothing_yet(own: DisclosedNetwork, year: int) -> None:
    """Note that no measure is in operation yet, with the planned ones."""
    count, saving = own.planned()
    lines = [_("No measure of this network is in operation in {year}.", year=str(year))]
    if count and saving is not None:
        lines.append(
            ngettext(
                "{count} planned measure would save {saving} per year.",
                "{count} planned measures would save {saving} per year (overlaps not deducted).",
                count,
                saving=reader().amount(saving, "MWh"),
            )
        )
    show.info(reader().sentences(lines))


def _other_networks() -> tuple[dict[str, float], list[str]]:
    """Results of other networks by label and share, and their publishers."""
    read, cases = reader(), ask(measures.benchmarks)
    is_long = (
        controls.is_projected() and not screen.is_phone()
    )  # a working page has the legend in two rows, the shorter name on the right
    marks, sources = {}, []
    taicang = measures.benchmark(cases, "taicang", "reached", "1")
    if taicang is not None:
        first, last = taicang.years
        share = read.percent(taicang.value, digits=1)
        long = _("Taicang, {first} to {last}: {share}", first=first, last=last, share=share)
        marks[long if is_long else _("Taicang: {share}", share=share)] = taicang.value
        sources.append(read.half(taicang.source))
    german = measures.benchmark(cases, "leen", "saving", "1")
    if german is not None:
        values = {"bound": read.choice("bound", german.bound).lower(), "share": read.percent(german.value)}
        long = _("German networks, five years: {bound} {share}", **values)
        marks[long if is_long else _("German networks: {bound} {share}", **values)] = german.value
        sources.append(read.half(german.source))
    return marks, sources
