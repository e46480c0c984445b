"""Heat pipes between the firms: each pair with its hours, loss and cost, and the set that is worth laying together."""

from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from isdata.energy.measures import money
from isdata.symbiosis import assessment
from isdata.symbiosis.matching import constraints, pipe_network, pipes
from isdata.symbiosis.matching import streams as declared
from pages.common import role, show, tables
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import conversions, proposing
from pages.synergies.parts import matching as views

_WATER = 1.163  # heat that a cubic metre of water takes up for each kelvin [kWh/(m³·K)]
_KEYS = ["supply_stream_id", "demand_stream_id"]


def _pipes(con: duckdb.DuckDBPyConnection, *, approach: float, currency: str, **where: Any) -> pd.DataFrame:
    rates = money.rates(con, currency)
    found = declared.declared(con, **where)
    told = declared.prepared(found.loc[~found["is_hidden"].astype(bool)], rates=rates)
    return pipes.pairs(told, approach=approach, rate=rates.get(pipes.CURRENCY, float("nan")), con=con)


def _laid(con: duckdb.DuckDBPyConnection, *, approach: float, **where: Any) -> tuple[pd.DataFrame, float]:
    return pipe_network.best(_pipes(con, approach=approach, **where), approach=approach)


def show_pipes(**where: Any) -> None:
    """Show which pairs of firms lie near enough, what the pipe costs, and which pipes are worth laying together.

    Parameters
    ----------
    **where : object
        approach [K], currency, and arguments of `matching.streams.declared`.
    """
    currency = str(where["currency"])
    st.subheader(_("Pipes between the firms"), anchor=False)
    table = ask(_pipes, **where)
    if table.empty:
        st.caption(_("No source lies within 5 km of a demand that it is warm enough for."))
        return
    laid, bound = table.iloc[:0].assign(quantity=0.0), 0.0
    if role.sees_all():
        with st.spinner(_("Looking for the pipes that gain most together…")):
            laid, bound = ask(_laid, **where)
    _show_laid(laid, bound, currency)
    ordered = table.merge(laid[[*_KEYS, "quantity"]], how="left", on=_KEYS).sort_values(
        ["quantity", "pipe_cost"], ascending=[False, True], na_position="last", ignore_index=True
    )
    place = _choose_pipe(ordered, currency, tells_laid=bool(len(laid)))
    st.caption(
        _(
            "Assumed, to be replaced by offers: a pair of insulated pipes costs 1.25 million CNY a km for 1 MW and more with its power to the 0.4, money of 2024; it lasts 25 years at 8 %; 2 % of the heat is lost on one km. Heat exchangers, pumping power and stores are not in it. Pipes follow the roads of the park plan where it has roads, else straight lines."
        )
    )
    conversions.tell(_told_in(table), currency)
    _show_pair(ordered.iloc[place].to_dict(), currency)


def _choose_pipe(ordered: pd.DataFrame, currency: str, *, tells_laid: bool) -> int:
    """List the pairs of firms and let the reader choose one; return its place."""
    tall = tables.scaled(66)  # three lines [px]
    return tables.choose_row(
        _pipe_table(ordered, currency, tells_laid=tells_laid),
        views.marks(ordered),
        key="pipe",
        height=min(480, 38 + tall * len(ordered)),
        row_height=tall,
        column_config={
            _("From whom, to whom"): st.column_config.TextColumn(width=330),
            _("Arrives, a year"): st.column_config.TextColumn(
                help=_(
                    "Where two amounts stand: beside the other pipes worth laying / if it were the only one."
                )
            ),
        },
        alt=_("Pairs of firms that could pass on heat, with distance, hours, loss and cost of the pipe"),
    )


def _told_in(table: pd.DataFrame) -> set[str]:
    """Return the currencies in which the money of pairs was told: of both firms, and of the pipe."""
    used = {told for side in ("supply", "demand") for told in table[f"{side}_told_in"].dropna()}
    return used | {pipes.CURRENCY}


def _show_laid(laid: pd.DataFrame, bound: float, currency: str) -> None:
    """Say what the pipes gain that are worth laying."""
    if laid.empty:
        return
    read = reader()
    told = ngettext(
        "**{count} pipe is worth laying**: {heat} a year for {money} of investment; {gain} a year are left to share after it is paid.",
        "**{count} pipes are worth laying together**: {heat} a year for {money} of investment; {gain} a year are left to share after they are paid.",
        len(laid),
        heat=read.amount(laid["quantity"].sum(), "GJ"),
        money=read.money(laid["investment"].sum(), currency),
        gain=read.money(laid["net"].sum(), currency),
    )
    far = int(laid["is_far"].sum())
    if far:
        told += " " + ngettext(
            "{count} of them is longer than the firms want; the reckoning says that it would pay all the same.",
            "{count} of them are longer than the firms want; the reckoning says that they would pay all the same.",
            far,
        )
    net = float(laid["net"].sum())
    gap = (bound - net) / max(1.0, net)
    proof = (
        _("Exact: no other set of pipes gains more.")
        if gap < 1e-5
        else _("No set of pipes gains more than {share} above this one.", share=read.percent(gap, digits=1))
    )
    st.markdown(f"{told} {proof}")


def _ends(pair: dict) -> dict[str, str]:
    read = reader()
    return {
        end: read.name(pair[f"{side}_company_en"], pair[f"{side}_company_zh"])
        for end, side in (("giver", "supply"), ("taker", "demand"))
    }


def _pipe_table(table: pd.DataFrame, currency: str, *, tells_laid: bool) -> pd.DataFrame:
    read = reader()
    rows = table.to_dict("records")

    def whose(row: dict, side: str) -> str:
        company = read.name(row[f"{side}_company_en"], row[f"{side}_company_zh"])
        own = read.name(row[f"{side}_name_en"], row[f"{side}_name_zh"])
        name = own or read.name(row[f"{side}_resource_en"], row[f"{side}_resource_zh"])
        return f"{company} · {name}, {read.number(row[f'{side}_temperature'])} °C"

    columns = {
        _("From whom, to whom"): [
            "\n→ ".join(whose(row, side) for side in ("supply", "demand")) for row in rows
        ],
        _("Distance"): [constraints.kilometres(row["distance"], read) for row in rows],
        _("Arrives"): [read.amount(row["power"], "kW") for row in rows],
        _("Hours together, a year"): [read.amount(row["hours"], "h") for row in rows],
        _("Arrives, a year"): [_arriving(row) for row in rows],
        _("More with a store"): [
            f"+{read.amount(row['lifted'], 'GJ')}" if row["lifted"] > 0.5 else "–" for row in rows
        ],
        _("Lost on the way"): [read.percent(1 - row["kept"], digits=1) for row in rows],
        _("Pipe"): [read.money(row["investment"], currency) for row in rows],
        _("Pipe, for one GJ"): [read.money(row["pipe_cost"], currency) for row in rows],
        _("Longest wanted"): [_longest(row) for row in rows],
    }
    if tells_laid:
        columns = {_("Worth laying"): [pd.notna(row["quantity"]) for row in rows]} | columns
    return pd.DataFrame(columns)


def _arriving(pair: dict) -> str:
    """Return what arrives in a year: beside the other pipes worth laying, and if it were the only one."""
    read, most = reader(), pair["most"]
    if pd.isna(pair["quantity"]) or pair["quantity"] > 0.999 * most:
        return read.amount(most, "GJ")
    return f"{read.number(pair['quantity'])} / {read.amount(most, 'GJ')}"


def _longest(pair: dict) -> str:
    """Return how long the pipe may be, and whether it is longer."""
    told = constraints.kilometres(min(pair["supply_reach"], pair["demand_reach"]), reader())
    return _("{distance}, exceeded", distance=told) if pair["is_far"] else told


def _show_pair(pair: dict, currency: str) -> None:
    """Show when the two run, what a store would add, and let the pair be put on the board."""
    read = reader()
    ends = {end: show.plain(name) for end, name in _ends(pair).items()}
    st.markdown("**" + _("{giver} to {taker}", **ends) + "**")
    hours = _(
        "{giver} runs {given}, {taker} {wanted}: {hours} a year together.",
        **ends,
        given=_window(pair, "supply"),
        wanted=_window(pair, "demand"),
        hours=read.amount(pair["hours"], "h"),
    )
    st.markdown(f"{hours} {_store(pair, currency)}")
    if role.sees_all() and not any(str(pair[key]).startswith("typical-") for key in _KEYS):
        rates = conversions.rates(_told_in(pd.DataFrame([pair])), currency)
        proposing.offer(assessment.proposing.of_pipe(pair, currency=currency, converted=rates), key="pipe")


def _window(pair: dict, side: str) -> str:
    read = reader()
    begins, length = pair[f"{side}_begins"], pair[f"{side}_day_length"]
    if length >= 24:
        told = _("day and night, {hours} a year", hours=read.amount(pair[f"{side}_hours"], "h"))
    else:
        told = _(
            "from {begins} to {ends} h, {hours} a year",
            begins=read.number(begins),
            ends=read.number((begins + length) % 24 or 24),
            hours=read.amount(pair[f"{side}_hours"], "h"),
        )
    return _("{window} (assumed)", window=told) if pair[f"{side}_is_assumed"] else told


def _store(pair: dict, currency: str) -> str:
    """Return what a heat store for a day would add, and how large it would be."""
    read = reader()
    if pair["lifted"] < 0.5:
        return _("A heat store for the hours of a day would add nothing.")
    span = pair["demand_outlet"] - pair["demand_inlet"]
    size = read.amount(pair["store"] / 1000, "MWh")
    if span >= 5:
        water = read.amount(pair["store"] / (_WATER * span), "m³")
        size = _(
            "{size} ({water} of water, {span} K between full and empty)",
            size=size,
            water=water,
            span=read.number(span),
        )
    told = _(
        "A heat store of {size} would add {heat} a year.", size=size, heat=read.amount(pair["lifted"], "GJ")
    )
    if not role.sees_all() or pd.isna(pair["gain"]):
        return told
    worth = _(
        "It may cost up to {money} a year: that is what its heat saves.",
        money=read.money(pair["lifted"] * pair["gain"], currency),
    )
    return f"{told} {worth}"
