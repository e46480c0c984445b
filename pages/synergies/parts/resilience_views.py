"""Views of the page “Resilience”: choice, and the loss with each company."""

from collections.abc import Mapping

import duckdb
import pandas as pd
import streamlit as st

from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_
from isdata.decisions import resilience
from isdata.output.figures import resilience as figure
from isdata.output.figures.sankey_quantities import quantity
from isdata.park.parkmap import sites
from isdata.symbiosis import assessment
from pages.common import charts, controls, park_facts, pick, popovers, screen, show, undisclosed
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.tables import show_rows

UNITS = {"saving": "currency", "co2": "t"}


def states() -> dict[str, str]:
    """Labels of the networks: in operation, and agreed."""
    return {assessment.RUNNING: _("In operation"), assessment.AGREED: _("In implementation")}


def shocks() -> dict[str, str]:
    """Labels of the disruptions of a company."""
    return {
        resilience.LEAVES: _("Company leaves"),
        resilience.HALVES: _("Output halved"),
        resilience.HALVES_WASTE: _("Waste halved"),
    }


def choose_state() -> str:
    """Let the user choose the network."""
    return pick.one_of(_("Synergies"), states(), key="network", default=assessment.RUNNING)


def choose_shock() -> str:
    """Let the user choose the disruption of a company."""
    note = _(
        "Half the output: provides and receives half. Half the waste: provides half, receives as much as "
        "today."
    )
    return pick.one_of(_("Disruption"), shocks(), key="shock", default=resilience.LEAVES, help=note)


def choose_measure(total: pd.Series) -> str | None:
    """Let the user choose the indicator of the loss; None if nothing is known."""
    words = measured()
    there = {name: words[name] for name in resilience.MEASURED if total[name] > 0}
    if not there:
        return None
    return pick.one_of(_("Indicator"), there, key="lost")


def measured() -> dict[str, str]:
    """Labels of the indicators of the loss."""
    return {
        "t": _("Materials [t]"), "GJ": _("Energy [GJ]"), "m³": _("Water [m³]"), "saving": _("Gain"), "co2": _("CO2 saved"),
    }  # fmt: skip


def effects(_con: duckdb.DuckDBPyConnection, *, net: resilience.Network, shock: str) -> pd.DataFrame:
    """Result of `resilience.by_company` for a network."""
    return resilience.by_company(net, shock=shock)


def names(park: str, *, viewer: Viewer) -> dict[str, str]:
    """Names of the companies visible to this reader."""
    rows = ask(sites, parks=[park], viewer=viewer).drop_duplicates("company_id").to_dict("records")
    return {row["company_id"]: reader().name(row["name_en"], row["name_zh"]) for row in rows}


def amount(value: float, name: str) -> str:
    """Text of an amount lost per year."""
    return _("unknown") if pd.isna(value) else _("{amount} per year", amount=_bare(value, name))


def _bare(value: float, name: str) -> str:
    """Text of an amount with its unit."""
    if name == "saving":
        return reader().money(value, park_facts.currency())
    return quantity(value, UNITS.get(name, name), reader())


def _top(ranked: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Rows of the three most critical companies."""
    return ranked.loc[ranked[f"share_{measure}"] > 0].head(3)


_EVENTS = {
    resilience.LEAVES: N_("{indicator}: if {company} leaves, {lost} is lost permanently"),
    resilience.HALVES: N_("{indicator}: if {company} halves its output, {lost} is lost permanently"),
    resilience.HALVES_WASTE: N_("{indicator}: if {company} halves its waste, {lost} is lost permanently"),
}

_ON_PHONE = {  # the line above states the indicator
    resilience.LEAVES: N_("If {company} leaves, {lost} is lost permanently"),
    resilience.HALVES: N_("If {company} halves its output, {lost} is lost permanently"),
    resilience.HALVES_WASTE: N_("If {company} halves its waste, {lost} is lost permanently"),
}


def headline(ranked: pd.DataFrame, names: Mapping[str, str], measure: str, shock: str) -> str:
    """Headline with the loss of the network with its most critical company, as in the first bar."""
    read, top = reader(), _top(ranked, measure)
    if top.empty:
        return _("Every company can be replaced: no permanent loss.")
    share, lost = top.iloc[0][[f"share_{measure}", f"left_{measure}"]]
    yearly = amount(lost, measure)
    part = _("{share} of the network", share=read.percent(share, digits=1))
    return _(
        (_ON_PHONE if screen.is_phone() else _EVENTS)[shock],
        indicator=_without_unit(measure),
        company=_most_critical(top, names, measure),
        lost=yearly if _is_partial() else read.noted(yearly, part),
    )


def _most_critical(top: pd.DataFrame, names: Mapping[str, str], measure: str) -> str:
    """Name of the most critical company; both names if the second one causes the same loss."""
    first, *others = (names.get(str(company), str(company)) for company in top.index)
    lost = top[f"share_{measure}"].round(6).tolist()
    has_two = lost.count(lost[0]) == 2  # not a third one
    return _("{first} or {second}", first=first, second=others[0]) if has_two else first


def _basis(top: pd.DataFrame, measure: str) -> str:
    """Sentence on the total that the shares refer to, which excludes undisclosed companies; empty without a loss."""
    if top.empty:
        return ""
    total = top[f"left_{measure}"].iloc[0] / top[f"share_{measure}"].iloc[0]
    if pd.isna(total):
        return ""
    words = (
        N_("Shares are of the {total} per year of disclosed exchanges.")
        if _is_partial()
        else N_("Shares are of the {total} per year of exchanges with a known amount.")
    )
    return _(words, total=_bare(total, measure))


def _without_unit(measure: str) -> str:
    """Name of an indicator without unit, which is stated by the amounts beside it."""
    exchanged = {"t": _("Materials exchanged"), "GJ": _("Energy exchanged"), "m³": _("Water exchanged")}
    return exchanged.get(measure) or measured()[measure]


def _is_partial() -> bool:
    """Return True if the total excludes undisclosed companies, so that shares are larger while amounts are unchanged."""
    return undisclosed.count({"park_id": controls.park_id()}) > 0


def _notes(ranked: pd.DataFrame, measure: str) -> list[str]:
    """Sentences on what the shares refer to, on undisclosed companies, and on shares above 100%."""
    shares, notes = ranked[f"share_{measure}"], []
    if count := undisclosed.count({"park_id": controls.park_id()}):
        notes.append(
            ngettext(
                "{count} undisclosed company counts only in exchanges that the board names, with the amounts "
                "of the board, and not as a replacement.",
                "{count} undisclosed companies count only in exchanges that the board names, with the amounts "
                "of the board, and not as replacements.",
                count,
            )
        )
    notes.append(_basis(_top(ranked, measure), measure))
    if (shares > 1).any():
        notes.append(_("A share above 100%: the exchanges that remain cause a loss."))
    return [note for note in notes if note]


def show_effects(ranked: pd.DataFrame, names: Mapping[str, str], measure: str) -> None:
    """Show the most critical companies, and every company with the loss before and after replacements."""
    once(_show_losses, ranked, names, measure)
    if controls.is_projected():  # a presentation shows the bars only
        return
    with popovers.lazy_content(_("All companies and indicators"), key="resilience_all") as is_opened:
        if is_opened:
            _show_all(ranked, names, measured())


def _show_losses(ranked: pd.DataFrame, names: Mapping[str, str], measure: str) -> None:
    """Draw the loss with every company before and after replacements."""
    if len(_top(ranked, measure)):
        st.subheader(_("Loss of exchanges by company"), anchor=False)
    total = ranked[f"left_{measure}"] / ranked[f"share_{measure}"]
    drawn = pd.DataFrame(
        {
            "company": [names.get(company, company) for company in ranked.index],
            "first": (ranked[f"lost_{measure}"] / total.max()).fillna(0.0),
            "lasting": ranked[f"share_{measure}"].fillna(0.0),
        }
    )
    drawn["first"] = drawn[["first", "lasting"]].max(axis=1)
    lost = zip(drawn["lasting"], ranked[f"left_{measure}"], strict=True)
    drawn["words"] = [_worded(share, value, measure) for share, value in lost]
    drawn, notes = drawn.loc[drawn["first"] > 0], _notes(ranked, measure)
    if controls.is_projected() and (words := charts.first_of(figure.MOST_IN_HALL, len(drawn))):
        notes.insert(0, words)
    if len(drawn):
        charts.draw(
            figure.losses(drawn, charts.reader()),
            alt=_("Loss of the network by company, permanent and before replacement"),
        )
    if notes:
        st.caption(show.escaped(reader().sentences(notes)))


def _show_all(ranked: pd.DataFrame, names: Mapping[str, str], words: Mapping[str, str]) -> None:
    """Show the permanent loss of every indicator by company."""
    shown = [name for name in words if ranked[f"share_{name}"].notna().any()]
    table = pd.DataFrame({_("Company"): [names.get(company, company) for company in ranked.index]})
    for name in shown:
        table[words[name]] = (100 * ranked[f"share_{name}"]).round(1).to_numpy()
    table[_("Synergies affected")] = ranked["synergies"].to_numpy()
    shares = {words[name]: st.column_config.NumberColumn(format="%.1f%%") for name in shown}
    show_rows(table, column_config=shares, alt=_("Permanent loss by company and indicator"))


def _worded(share: float, lost: float, measure: str) -> str:
    """Text of a permanent loss as share and amount; empty without a loss."""
    if not share:
        return ""
    read = reader()
    if pd.isna(lost):
        return read.noted(read.percent(share, digits=1), amount(lost, measure))
    both = (read.percent(share, digits=1), amount(lost, measure))
    return read.noted(*(reversed(both) if _is_partial() else both))


def amounts_from() -> str:
    """Origin of the amounts, for the selection line."""
    if park_facts.is_published():
        return _("amounts as published")
    if _is_partial():
        return _("amounts of the latest declared flows or of the board")
    return _("amounts of the latest declared flows")
