"""Optimal allocation over the chosen parks: exchanges with amounts, and marginal values of scarce streams."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from isdata.data import disclosure, money
from isdata.data.i18n import N_, Reader
from isdata.symbiosis import matching
from isdata.symbiosis.allocation import exact_allocation, offers, shadow_prices
from isdata.symbiosis.assessment import on_board
from isdata.symbiosis.heat import time_slices
from isdata.symbiosis.matching import match_tables, presentation, streams
from pages.common import background, cards, charts, conversions, role, show, tables
from pages.common.data import ask
from pages.common.language import _, defined, ngettext, reader
from pages.synergies.parts import plan_gains

_SCARCE = 10  # number of rows shown
_DRAWN = 12  # number of exchanges drawn


def best(
    con: duckdb.DuckDBPyConnection, **where: Any
) -> tuple[pd.DataFrame, exact_allocation.Allocation, float]:
    """Candidates, their optimal allocation, and the gain of choosing the best match first."""
    ways = offers.most_valuable(offers.candidates(matching.matches(con, **where)))
    measured = disclosure.ask(con, "match_compositions", where["viewer"])
    declared = {key: value for key, value in where.items() if key not in ("currency", "steps")}
    ready = streams.prepared(streams.declared(con, **declared), rates=money.rates(con, where["currency"]))
    found = time_slices.allocate(ways, ready, blends=offers.blends(ways, measured))
    return ways, found, time_slices.in_order(ways, ready)


def show_allocation(names: Mapping[str, str], *, shows_parks: bool, **where: Any) -> None:
    """Show the optimal allocation by exchange, and the marginal value of scarce streams.

    Parameters
    ----------
    names : mapping
        Names of treatments by id.
    shows_parks : bool
        Show the parks beside the companies.
    **where : object
        Arguments of `matching.matches`.
    """
    if not role.may_change():
        st.info(
            _("The allocation uses current company costs; costs are visible to the facilitator only."),
            icon=":material/lock:",
        )
        return
    currency = str(where["currency"])
    optimised = background.ask(best, _("Optimising the allocation …"), **where)
    if optimised is None:
        return
    ways, found, in_order = optimised
    used = shadow_prices.moved(ways, found)
    if used.empty:
        show.info(_("No feasible match has amounts and costs of both partners, so nothing can be allocated."))
        return
    _show_sums(found, in_order, f"{reader().number(len(used))} / {reader().number(len(ways))}", currency)
    _note_left_out(ways)
    _gain_bars(used, currency, shows_parks=shows_parks)
    _note_on_board(used)
    tables.show_rows(
        _exchanges(used, names, currency, shows_parks=shows_parks),
        lines=3,
        most=480,
        column_config=tables.texts({_("Match"): 330, _("Treatment route"): 200}),
        alt=_("Exchanges of the optimal allocation, largest gain first"),
    )
    _show_basis(used, found)
    conversions.show_note_of(used, currency)
    _show_scarce(
        shadow_prices.scarce_streams(ways, found).head(_SCARCE),
        shadow_prices.count_unused_supplies(found),
        currency,
    )


def _gain_bars(used: pd.DataFrame, currency: str, *, shows_parks: bool) -> None:
    """Draw the exchanges with the largest gains."""
    read, most = reader(), used.nlargest(_DRAWN, "net")
    st.subheader(_("Gain after investment of each exchange, per year"), anchor=False)
    records = most.to_dict("records")
    rows = {
        "name": _partners(records),
        "amount": most["net"].to_numpy(),
        "words": [
            f"{read.money(row['net'], currency)} · {presentation.resource(row, 'supply', read)}"
            for row in records
        ],
        "note": [_named(row, read, shows_parks=shows_parks) for row in records],
    }
    charts.bars(rows, room=1.6, alt=_("Exchanges of the optimal allocation, largest gain first"))


def _named(row: dict, read: Reader, *, shows_parks: bool) -> str:
    """Exchange in one line, with its parks if several are searched."""
    pair = presentation.pair(row, read)
    return f"{pair} · {presentation.parks(row, read)}" if shows_parks else pair


def _note_on_board(used: pd.DataFrame) -> None:
    """Show the gain of synergies in preparation and of their exchanges, with the reason for the difference."""
    found = on_board.by_synergy(used, ask(on_board.pairs, viewer=role.viewer()))
    drawn = found.loc[found["net"] >= used["net"].nlargest(_DRAWN).min(), "synergy_id"]
    plan_gains.state_differences(used, "net", only=set(drawn))


def _partners(records: list[dict]) -> list[str]:
    """Provider and receiver of each exchange, numbered if two companies have several."""
    read, seen, found = reader(), dict[str, int](), []
    for row in records:
        pair = " → ".join(presentation.company(row, side, read) for side in ("supply", "demand"))
        seen[pair] = seen.get(pair, 0) + 1
        found.append(pair if seen[pair] == 1 else read.noted(pair, read.number(seen[pair])))
    return found


def _note_left_out(ways: pd.DataFrame) -> None:
    """Show the number of matches beyond the limit of the allocation."""
    if left_out := ways.attrs["left_out"]:
        read = reader()
        shown, total = read.number(len(ways)), read.number(len(ways) + left_out)
        st.caption(
            _("The {shown} matches of the largest gain, of {total}, are allocated.", shown=shown, total=total)
        )


def _show_sums(found: exact_allocation.Allocation, in_order: float, exchanges: str, currency: str) -> None:
    """Show the total gain of the optimal allocation and of pairwise choices."""
    read = reader()
    more = found.value - in_order
    with st.container(horizontal=True):
        after = _("after annualised investment")
        cards.metric(_("Optimum, per year"), read.money(found.value, currency), defined("allocation"), after)
        if pd.notna(in_order):  # not if the user stopped it
            cards.metric(
                _("Advantage over best match first"),
                read.money(more if more > 1 else 0.0, currency),
                _("Difference to matches agreed one by one, by score, each as large as possible."),
                _("per year"),
            )
        cards.metric(_("Exchanges"), exchanges, _("Used, out of all feasible matches."))


def _show_basis(used: pd.DataFrame, found: exact_allocation.Allocation) -> None:
    """Show optimality, constraints and price years of the allocation."""
    read = reader()
    gap = (found.bound - found.value) / max(1.0, abs(found.value))
    proof = (
        _("Proven optimum: no other allocation gains more.")
        if gap < 1e-5
        else _("At most {share} below the optimum.", share=read.percent(gap, digits=1))
    )
    kept = _(
        "Constraints: supply, demand, minimum quantities, blending limits, common operating hours and "
        "temperatures. Gain after investment: the gain per year of “Feasible”, less the investment in treatment, counted once per exchange and spread over 10 years at 8%."
    )
    years = sorted({int(year) for side in SIDES for year in used[f"{side}_price_year"].dropna()})
    listed = read.listed(str(year) for year in years)
    declared = _("Values as declared by the companies, {years} prices.", years=listed) if years else ""
    show.computed(read.sentences([proof, kept, declared]))


def _exchanges(
    used: pd.DataFrame, names: Mapping[str, str], currency: str, *, shows_parks: bool
) -> pd.DataFrame:
    table = match_tables.table(used, names, reader(), shows_parks=shows_parks)
    kept = table.drop(columns=[_("Score"), _("Topic")])
    kept.insert(1, _("Gain after investment"), [reader().money(net, currency) for net in used["net"]])
    return kept


SIDES = {"supply": N_("More supply"), "demand": N_("More demand")}


def _show_scarce(few: pd.DataFrame, remaining: int, currency: str) -> None:
    """Show the value of one more unit of each scarce stream."""
    if few.empty:
        return
    read, rows = reader(), few.to_dict("records")
    st.markdown(_("**Bottlenecks** and the value of one more unit"))
    tables.show_rows(
        {
            _("Remedy"): [_(SIDES[side]) for side in few["side"]],
            _("Company"): [presentation.company(row, row["side"], read) for row in rows],
            _("Resource"): [presentation.resource(row, row["side"], read) for row in rows],
            _("Amount per year"): [read.amount(row["amount"], row["stream_unit"]) for row in rows],
            _("Value of one more unit"): [
                f"{read.money(row['marginal_value'], currency)}/{read.unit(row['stream_unit'])}"
                for row in rows
            ],
        },
        alt=_("Scarce supplies and demands with the value of one more unit"),
    )
    st.caption(
        ngettext(
            "{count} supply is not fully used.",
            "{count} supplies are not fully used.",
            remaining,
        )
    )
