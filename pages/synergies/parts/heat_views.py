"""Heat across fences: what could pass between the firms of a park, by temperature."""

from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from isdata import judging
from isdata.figures import matches as figure
from isdata.synergies.matching import gates, heat, pipes
from isdata.synergies.matching import streams as declared
from pages.common import controls, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import proposing


def _streams(con: duckdb.DuckDBPyConnection, *, currency: str, **where: Any) -> pd.DataFrame:
    found = declared.declared(con, **where)
    return declared.prepared(found.loc[~found["is_hidden"].astype(bool)], currency=currency)


def _pipes(con: duckdb.DuckDBPyConnection, *, approach: float, currency: str, **where: Any) -> pd.DataFrame:
    return pipes.pairs(
        _streams(con, currency=currency, **where), approach=approach, currency=currency, con=con
    )


def show_heat(*, currency: str, **where: Any) -> None:
    """Show what heat the firms could pass on, where it is pinched, and the pipes that it would take.

    Parameters
    ----------
    currency : str
    **where : object
        Arguments of `matching.streams.declared`.
    """
    read = reader()
    streams = ask(_streams, currency=currency, **where)
    found = heat.from_streams(streams)
    if found.empty or found["is_hot"].nunique() < 2:
        st.info(
            _(
                "For this view, some firm must tell heat to give and another heat it wants, with temperature and power."
            ),
            icon=":material/info:",
        )
        return
    approach = st.slider(_("Least temperature difference [K]"), 5, 30, 10, 5, key="approach")
    result = heat.cascade(found, approach=float(approach))
    wanted = float(found.loc[~found["is_hot"], "power"].sum())
    with st.container(horizontal=True):
        st.metric(_("Could pass between the firms"), read.amount(result.recovered / 1000, "MW"), border=True)
        st.metric(_("Heat still to buy"), read.amount(result.hot_utility / 1000, "MW"), border=True)
        st.metric(_("Heat left over"), read.amount(result.cold_utility / 1000, "MW"), border=True)
        pinch = "–" if pd.isna(result.pinch) else read.amount(result.pinch, "°C")
        st.metric(
            _("Pinch"),
            pinch,
            border=True,
            help=_("No heat should cross this temperature; shifted by half the difference."),
        )
    st.altair_chart(
        figure.composite(
            heat.composite(found, approach=float(approach)),
            read,
            pinch=result.pinch,
            approach=float(approach),
            is_large=controls.is_projected(),
        ),
        alt=_("Heat to give and heat wanted, by temperature"),
    )
    st.caption(
        _("Zoom with the wheel, drag to move; what is far hotter than anything wanted lies above.")
        + " "
        + _(
            "{share} of the heat wanted could come from others if all ran at the same hours and lay side by side; "
            "the pipes below count distance, hours and loss.",
            share=read.percent(result.recovered / wanted if wanted else None),
        )
    )
    _show_pipes(ask(_pipes, approach=float(approach), currency=currency, **where), currency)


def _show_pipes(table: pd.DataFrame, currency: str) -> None:
    """Show which pairs of firms lie near enough, what the pipe costs, and which pipes are worth laying together."""
    read = reader()
    st.subheader(_("Pipes between the firms"), anchor=False)
    if table.empty:
        st.caption(_("No source lies within 5 km of a demand that it is warm enough for."))
        return
    laid = pipes.best(table) if role.sees_all() else table.iloc[:0].assign(quantity=0.0)
    if len(laid):
        st.markdown(
            ngettext(
                "**{count} pipe is worth laying**: {heat} a year for {money} of investment; {gain} a year are left to share after it is paid.",
                "**{count} pipes are worth laying together**: {heat} a year for {money} of investment; {gain} a year are left to share after they are paid.",
                len(laid),
                heat=read.amount(laid["quantity"].sum(), "GJ"),
                money=read.money(laid["investment"].sum(), currency),
                gain=read.money(laid["net"].sum(), currency),
            )
        )
    keys = ["supply_stream_id", "demand_stream_id"]
    ordered = table.merge(laid[[*keys, "quantity"]], how="left", on=keys).sort_values(
        ["quantity", "pipe_cost"], ascending=[False, True], na_position="last", ignore_index=True
    )
    picked = st.dataframe(
        _pipe_table(ordered, currency, tells_laid=bool(len(laid))),
        hide_index=True,
        height=min(420, 38 + 35 * len(table)),
        on_select="rerun",
        selection_mode="single-row",
        key="pipe",
        alt=_("Pairs of firms that could pass on heat, with distance, loss and cost of the pipe"),
    )
    st.caption(
        _(
            "Assumed, to be replaced by offers: a pair of insulated pipes costs 1.25 million CNY a km for 1 MW and more with its power to the 0.4; it lasts 25 years at 8 %; 2 % of the heat is lost on one km. Pipes follow the roads of the park plan where it has roads, else straight lines."
        )
    )
    chosen = picked.selection.rows
    pair = ordered.iloc[chosen[0] if chosen and chosen[0] < len(ordered) else 0].to_dict()
    is_typical = any(str(pair[key]).startswith("typical-") for key in keys)
    if role.sees_all() and not is_typical:
        st.markdown(
            "**"
            + _(
                "{giver} to {taker}",
                giver=show.plain(read.name(pair["supply_company_en"], pair["supply_company_zh"])),
                taker=show.plain(read.name(pair["demand_company_en"], pair["demand_company_zh"])),
            )
            + "**"
        )
        proposing.offer(judging.proposing.of_pipe(pair, currency=currency), key="pipe")


def _pipe_table(table: pd.DataFrame, currency: str, *, tells_laid: bool) -> pd.DataFrame:
    read = reader()
    rows = table.to_dict("records")

    def what(row: dict, side: str) -> str:
        own = read.name(row[f"{side}_name_en"], row[f"{side}_name_zh"])
        name = own or read.name(row[f"{side}_resource_en"], row[f"{side}_resource_zh"])
        return f"{name}, {read.number(row[f'{side}_temperature'])} °C"

    columns = {
        _("Gives"): [read.name(row["supply_company_en"], row["supply_company_zh"]) for row in rows],
        _("What"): [what(row, "supply") for row in rows],
        _("Takes"): [read.name(row["demand_company_en"], row["demand_company_zh"]) for row in rows],
        _("Wanted"): [what(row, "demand") for row in rows],
        _("Distance"): [gates.kilometres(row["distance"], read) for row in rows],
        _("Arrives"): [read.amount(row["power"], "kW") for row in rows],
        _("Lost on the way"): [read.percent(1 - row["kept"], digits=1) for row in rows],
        _("Pipe"): [read.money(row["investment"], currency) for row in rows],
        _("Pipe, for one GJ"): [read.money(row["pipe_cost"], currency) for row in rows],
    }
    if tells_laid:
        columns = {_("Worth laying"): [pd.notna(row["quantity"]) for row in rows]} | columns
    return pd.DataFrame(columns)
