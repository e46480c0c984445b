"""The best allocation over the parks looked at: who gives how much to whom, and what scarce streams are worth."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from isdata import store
from isdata.i18n import N_
from isdata.measures import money
from isdata.synergies import matching
from isdata.synergies.matching import allocation, fleeting, offers, streams, told
from pages.common import role
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import conversions

_SCARCE = 10  # rows shown
_TALL = 66  # height of a row with three lines [px]


def best(con: duckdb.DuckDBPyConnection, **where: Any) -> tuple[pd.DataFrame, allocation.Allocation, float]:
    """Return the candidates, their best allocation, and what signing the best match first would gain."""
    ways = offers.candidates(matching.matches(con, **where))
    measured = store.ask(con, "match_compositions", names_all=where["names_all"])
    declared = {key: told for key, told in where.items() if key not in ("currency", "steps")}
    ready = streams.prepared(streams.declared(con, **declared), rates=money.rates(con, where["currency"]))
    found = fleeting.allocate(ways, ready, blends=offers.blends(ways, measured))
    return ways, found, fleeting.in_order(ways, ready)


def show_allocation(names: Mapping[str, str], *, shows_parks: bool, **where: Any) -> None:
    """Show the best allocation, exchange by exchange, and the marginal value of what is scarce.

    Parameters
    ----------
    names : mapping
        Names of treatments by id.
    shows_parks : bool
        Whether the parks stand beside the companies.
    **where : object
        Arguments of `matching.matches`.
    """
    currency = str(where["currency"])
    if not role.sees_all():
        st.info(
            _("The allocation rests on what firms pay today; costs are shown to the facilitator only."),
            icon=":material/lock:",
        )
        return
    read = reader()
    with st.spinner(_("Looking for the best allocation…")):
        ways, found, in_order = ask(best, **where)
    moved = (
        ways.assign(quantity=found.quantities, gained=found.quantities * ways["gain"]) if len(ways) else ways
    )
    moved = moved.loc[moved["quantity"] > 0] if len(ways) else ways
    if moved.empty:
        st.info(
            _(
                "No possible match tells amounts and costs of both sides; without them nothing can be allocated."
            ),
            icon=":material/info:",
        )
        return
    with st.container(horizontal=True):
        st.metric(_("Best together, a year"), read.money(found.value, currency), border=True)
        st.metric(
            _("One after the other, best match first"),
            read.money(in_order, currency),
            delta=read.money(in_order - found.value, currency) if found.value - in_order > 1 else None,
            border=True,
            help=_("What is gained when each match is agreed as far as it goes, in the order of the score."),
        )
        st.metric(
            _("Exchanges"),
            f"{read.number(len(moved))} / {read.number(len(ways))}",
            border=True,
            help=_("Used, of all that are possible."),
        )
    st.dataframe(
        _exchanges(moved, names, currency, shows_parks=shows_parks),
        hide_index=True,
        height=min(480, 38 + _TALL * len(moved)),
        row_height=_TALL,
        column_config={
            _("Match"): st.column_config.TextColumn(width=330),
            _("By way of"): st.column_config.TextColumn(width=200),
        },
        alt=_("Exchanges of the best allocation, those that gain most first"),
    )
    gap = (found.bound - found.value) / max(1.0, abs(found.value))
    st.caption(
        (
            _("Exact: no other allocation gains more.")
            if gap < 1e-5
            else _("No allocation gains more than {share} above this one.", share=read.percent(gap, digits=1))
        )
        + " "
        + _(
            "Supply, demand, least amounts and limits of blending are kept; heat, steam, cold and compressed air pass only in the hours in which both run, heat by its temperature; a treatment plant is paid once an exchange, over ten years at 8 %."
        )
    )
    years = sorted({int(year) for side in SIDES for year in moved[f"{side}_price_year"].dropna()})
    if years:
        st.caption(
            _("Money as the firms told it, of {years}.", years=read.listed(str(year) for year in years))
        )
    conversions.tell_of(moved, currency)
    _scarce(ways, found, currency)


def _exchanges(
    moved: pd.DataFrame, names: Mapping[str, str], currency: str, *, shows_parks: bool
) -> pd.DataFrame:
    read = reader()
    ordered = moved.assign(net=moved["gained"] - moved["fixed"]).sort_values("net", ascending=False)
    table = told.table(ordered, names, read, shows_parks=shows_parks)
    gains = [read.money(net, currency) for net in ordered["net"]]
    kept = table.drop(columns=[_("Score"), _("Topic")])
    kept.insert(1, _("Gain a year"), gains)
    return kept


SIDES = {"supply": N_("More to give"), "demand": N_("More wanted")}


def _scarce(ways: pd.DataFrame, found: allocation.Allocation, currency: str) -> None:
    """Show what one more unit of each scarce stream would bring."""
    read = reader()
    rows = []
    for side, told_of in (("supply", found.supplies), ("demand", found.demands)):
        match = ways.drop_duplicates(side).set_index(side).to_dict("index")
        for stream, row in told_of.loc[told_of["marginal_value"] > 1e-6].iterrows():
            rows.append((row["marginal_value"] * row["amount"], side, match[stream], row))
    if not rows:
        return
    rows = sorted(rows, key=lambda one: -one[0])[:_SCARCE]
    st.markdown(_("**What is scarce**, and what one more unit of it would bring"))
    st.dataframe(
        pd.DataFrame(
            {
                _("What would help"): [_(SIDES[side]) for _value, side, _match, _row in rows],
                _("Company"): [told.company(match, side, read) for _value, side, match, _row in rows],
                _("Resource"): [told.resource(match, side, read) for _value, side, match, _row in rows],
                _("Amount a year"): [
                    read.amount(row["amount"], match["given_unit"] if side == "supply" else match["unit"])
                    for _value, side, match, row in rows
                ],
                _("One more brings"): [
                    f"{read.money(row['marginal_value'], currency)} / {match['given_unit'] if side == 'supply' else match['unit']}"
                    for _value, side, match, row in rows
                ],
            }
        ),
        hide_index=True,
        alt=_("Scarce supplies and demands with the value of one more unit"),
    )
    supplies = found.supplies
    remaining = int((supplies["used"] < 0.999 * supplies["amount"]).sum())
    st.caption(
        ngettext(
            "{count} supply is left over in part or whole.",
            "{count} supplies are left over in part or whole.",
            remaining,
        )
    )
