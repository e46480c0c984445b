"""Heat pipes between companies: hours, loss and cost of each pair, and the set worth building together."""

from typing import Any

import pandas as pd
import streamlit as st

from isdata.symbiosis import assessment
from isdata.symbiosis.heat import pipe_network, pipes
from isdata.symbiosis.matching import distance_presentation
from pages.common import background, conversions, park_matches, proposing, show, tables
from pages.common.language import _, ngettext, reader

_WATER = 1.163  # volumetric heat capacity of water [kWh/(m³·K)]


def show_pipes(**where: Any) -> None:
    """Show pairs of companies within reach of a pipe, its cost, and the pipes worth building together.

    Parameters
    ----------
    **where : object
        approach [K], currency, and arguments of `matching.streams.declared`.
    """
    currency = str(where["currency"])
    st.subheader(_("Pipes between companies"), anchor=False)
    optimised = background.ask(pipe_network.optimised, _("Optimising pipes …"), **where)
    if optimised is None:
        return
    table, laid, bound = optimised
    if table.empty:
        st.caption(_("No heat source within 5 km of a demand is hot enough."))
        return
    if left_out := table.attrs["left_out"]:
        shown, total = (reader().number(count) for count in (len(table), len(table) + left_out))
        st.caption(_("The nearest {shown} of {total} pairs are computed.", shown=shown, total=total))
    _show_laid(laid, bound, currency)
    place = _choose_pipe(table, currency, has_laid=bool(len(laid)))
    show.computed(
        _(
            "Assumptions until offers are available: pair of insulated pipes 1.25 million CNY/km at 1 MW, "
            "scaling with power to the power of 0.4 (2024 prices); 25 years at 8%; 2% heat loss per km. "
            "Excludes heat exchangers, pumping and storage. Routes follow roads where known, otherwise "
            "straight lines."
        )
    )
    conversions.show_note(_currencies(table), currency)
    _show_pair(table.iloc[place].to_dict(), currency)


def _choose_pipe(ordered: pd.DataFrame, currency: str, *, has_laid: bool) -> int:
    """List the pairs of companies and let the user choose one; return its position."""
    return tables.choose_row(
        _pipe_table(ordered, currency, has_laid=has_laid),
        park_matches.marks(ordered),
        key="pipe",
        lines=3,
        most=480,
        column_config={
            _("Provider and receiver"): st.column_config.TextColumn(width=330),
            _("Heat delivered per year"): st.column_config.TextColumn(
                help=_("Two amounts: together with the other profitable pipes / as the only pipe.")
            ),
        },
        alt=_("Company pairs for heat recovery, with distance, hours, loss and pipe cost"),
    )


def _currencies(table: pd.DataFrame) -> set[str]:
    """Currencies of the money of pairs: of both companies, and of the pipe."""
    used = {currency for side in ("supply", "demand") for currency in table[f"{side}_stated_in"].dropna()}
    return used | {pipes.CURRENCY}


def _show_laid(laid: pd.DataFrame, bound: float, currency: str) -> None:
    """Show the gain of the pipes worth building."""
    if laid.empty:
        return
    read = reader()
    words = ngettext(
        "**{count} pipe is profitable**: {heat} per year for an investment of {money}, with a net gain of"
        " {gain} per year.",
        "**{count} pipes are profitable together**: {heat} per year for an investment of {money}, with a "
        "net gain of {gain} per year.",
        len(laid),
        heat=read.amount(laid["quantity"].sum(), "GJ"),
        money=read.money(laid["investment"].sum(), currency),
        gain=read.money(laid["net"].sum(), currency),
    )
    far = int(laid["is_far"].sum())
    long = ngettext(
        "{count} of them exceeds the companies' distance limit but would still be profitable.",
        "{count} of them exceed the companies' distance limits but would still be profitable.",
        far,
    )
    net = float(laid["net"].sum())
    proof = (
        _("Proven optimum: no other set of pipes gains more.")
        if pipe_network.is_optimum(net, bound)
        else _(
            "At most {share} below the optimum.", share=read.percent(pipe_network.gap(net, bound), digits=1)
        )
    )
    st.markdown(read.sentences([words, long if far else "", proof]))


def _ends(pair: dict) -> dict[str, str]:
    read = reader()
    return {
        end: read.name(pair[f"{side}_company_en"], pair[f"{side}_company_zh"])
        for end, side in (("provider", "supply"), ("receiver", "demand"))
    }


def _pipe_table(table: pd.DataFrame, currency: str, *, has_laid: bool) -> pd.DataFrame:
    read = reader()
    rows = table.to_dict("records")

    def whose(row: dict, side: str) -> str:
        company = read.name(row[f"{side}_company_en"], row[f"{side}_company_zh"])
        own = read.name(row[f"{side}_name_en"], row[f"{side}_name_zh"])
        name = own or read.name(row[f"{side}_resource_en"], row[f"{side}_resource_zh"])
        return f"{company} · {name}, {read.number(row[f'{side}_temperature'])} °C"

    columns = {
        _("Provider and receiver"): [
            "\n→ ".join(whose(row, side) for side in ("supply", "demand")) for row in rows
        ],
        _("Distance"): [distance_presentation.kilometres(row["distance"], read) for row in rows],
        _("Heat delivered"): [read.amount(row["power"], "kW") for row in rows],
        _("Common hours per year"): [read.amount(row["hours"], "h") for row in rows],
        _("Heat delivered per year"): [_arriving(row) for row in rows],
        _("Additional with storage"): [
            f"+{read.amount(row['lifted'], 'GJ')}" if row["lifted"] > 0.5 else "–" for row in rows
        ],
        _("Heat loss"): [read.percent(1 - row["kept"], digits=1) for row in rows],
        _("Pipe investment"): [read.money(row["investment"], currency) for row in rows],
        _("Pipe cost per GJ"): [read.money(row["pipe_cost"], currency) for row in rows],
        _("Distance limit"): [_longest(row) for row in rows],
    }
    if has_laid:
        columns = {_("Profitable"): [pd.notna(row["quantity"]) for row in rows]} | columns
    return pd.DataFrame(columns)


def _arriving(pair: dict) -> str:
    """Text of the heat delivered per year: with the other worthwhile pipes, and as the only pipe."""
    read, most = reader(), pair["most"]
    if pd.isna(pair["quantity"]) or pair["quantity"] > 0.999 * most:
        return read.amount(most, "GJ")
    return f"{read.number(pair['quantity'])} / {read.amount(most, 'GJ')}"


def _longest(pair: dict) -> str:
    """Text of the distance limit of the pipe, and whether it is exceeded."""
    words = distance_presentation.kilometres(min(pair["supply_reach"], pair["demand_reach"]), reader())
    return _("{distance}, exceeded", distance=words) if pair["is_far"] else words


def _show_pair(pair: dict, currency: str) -> None:
    """Show the operating hours of both, the effect of a store, and a button that adds the pair to the board."""
    read = reader()
    ends = {end: show.escaped(name) for end, name in _ends(pair).items()}
    st.markdown("**" + _("{provider} to {receiver}", **ends) + "**")
    hours = _(
        "{provider} operates {given}, {receiver} {wanted}: {hours} per year in common.",
        **ends,
        given=_window(pair, "supply"),
        wanted=_window(pair, "demand"),
        hours=read.amount(pair["hours"], "h"),
    )
    st.markdown(f"{hours} {_store(pair, currency)}")
    if not any(str(pair[key]).startswith("typical-") for key in pipe_network.PAIR):
        rates = conversions.rates(_currencies(pd.DataFrame([pair])), currency)
        proposing.offer(assessment.proposing.of_pipe(pair, currency=currency, converted=rates), key="pipe")


def _window(pair: dict, side: str) -> str:
    read = reader()
    begins, length = pair[f"{side}_begins"], pair[f"{side}_day_length"]
    if length >= 24:
        words = _("day and night, {hours} per year", hours=read.amount(pair[f"{side}_hours"], "h"))
    else:
        words = _(
            "{begins} to {ends} h, {hours} per year",
            begins=read.number(begins),
            ends=read.number((begins + length) % 24 or 24),
            hours=read.amount(pair[f"{side}_hours"], "h"),
        )
    return _("{window} (assumed)", window=words) if pair[f"{side}_is_assumed"] else words


def _store(pair: dict, currency: str) -> str:
    """Text of the heat added by a daily heat store, and its size."""
    read = reader()
    if pair["lifted"] < 0.5:
        return _("Daily heat storage would bring no additional heat.")
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
    words = _(
        "A heat store of {size} would add {heat} per year.", size=size, heat=read.amount(pair["lifted"], "GJ")
    )
    if pd.isna(pair["gain"]):
        return words
    worth = _(
        "It may cost up to {money} per year (value of the additional heat).",
        money=read.money(pair["lifted"] * pair["gain"], currency),
    )
    return read.sentences([words, worth])
