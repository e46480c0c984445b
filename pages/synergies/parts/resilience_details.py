"""Details of the page “Resilience”: the exchanges of one company with their replacements, and measures that reduce streams."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.decisions import resilience
from pages.common import pick, show
from pages.common.data import derive
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows
from pages.synergies.parts import resilience_views


def show_one(net: resilience.Network, ranked: pd.DataFrame, names: Mapping[str, str], shock: str) -> None:
    """Show interrupted synergies after an event at one company, and their replacements."""
    hit = [str(company) for company in ranked.index if ranked.loc[company, "synergies"]]
    if not hit:
        return
    company = pick.from_dropdown(
        _("Details of one company"), {each: names.get(each, each) for each in hit}, key="company", width=420
    )
    lost = derive(
        resilience.loss,
        net,
        left=resilience.remaining_shares(net.exchanges, company=company, shock=shock),
        gone=company,
    )
    st.markdown(_("**Interrupted exchanges**"))
    _interrupted(lost.exchanges, names)
    st.markdown(_("**Replacements**"))
    _replacements(lost.replaced)


def _interrupted(exchanges: pd.DataFrame, names: Mapping[str, str]) -> None:
    read, rows = reader(), exchanges.to_dict("records")
    show_rows(
        {
            _("Synergy"): read.names(exchanges),
            _("Provides"): [_partner(row["provider"], names) for row in rows],
            _("Receives"): [_partner(row["receiver"], names) for row in rows],
            _("Interrupted amount"): [resilience_views.amount(row["lost"], str(row["unit"])) for row in rows],
            _("Replaceable amount"): [
                resilience_views.amount(row["restored"], str(row["unit"])) for row in rows
            ],
        },
        alt=_("Interrupted exchanges and replaceable amounts"),
    )


def _partner(company: str | None, names: Mapping[str, str]) -> str:
    """Name of a provider or receiver; several whose shares are undisclosed are one partner without a name."""
    return _("several companies") if pd.isna(company) else names.get(str(company), "–")


def _replacements(replaced: pd.DataFrame) -> None:
    read = reader()
    rows = replaced.to_dict("records")
    if not rows:
        st.caption(_("None: no other recorded supply or demand fits."))
        return
    show_rows(
        {
            _("Provides"): read.names(replaced, "supply_company"),
            _("Description"): read.names(replaced, "supply_resource"),
            _("Receives"): read.names(replaced, "demand_company"),
            _("Amount"): [resilience_views.amount(row["quantity"], str(row["unit"])) for row in rows],
        },
        alt=_("Supplies and demands that replace the interrupted ones"),
    )


def show_measures(found: pd.DataFrame, names: Mapping[str, str]) -> None:
    """List efficiency measures that reduce the streams of synergies."""
    if found.empty:
        return
    read = reader()
    st.subheader(_("Measures that reduce streams used by synergies"), anchor=False)
    hit = found.loc[found["synergies"] > 0]
    if hit.empty:
        st.info(
            ngettext(
                "{count} measure affects a declared stream; no synergy is affected.",
                "{count} measures affect declared streams; no synergy is affected.",
                len(found),
            )
        )
        return
    words = resilience_views.measured()
    rows = hit.to_dict("records")
    table = {
        _("Measure"): read.names(hit),
        _("Company"): [names.get(row["company"], "–") for row in rows],
        read.column("measure", "status"): [read.choice("measure_status", row["status"]) for row in rows],
        read.column("measure", "stream_change"): [read.percent(row["change"]) for row in rows],
    } | {
        words[name]: [resilience_views.amount(row[f"left_{name}"], name) for row in rows]
        for name in words
        if hit[f"left_{name}"].sum() > 0
    }
    show_rows(table, alt=_("Measures with their permanent loss to synergies"))


def explain() -> None:
    """Explain how the loss is computed."""
    show.computed(
        _(
            "Permanent loss: what cannot be re-matched with declared supplies and demands, without new "
            "treatment plants or known losses. Materials, energy and water are kept apart; costs and CO2 "
            "scale with the amounts. A treatment or operating company that leaves interrupts the whole "
            "synergy. Unknown amounts are excluded. Steam counts as energy. An exchange counts for its provider and its receiver, so "
            "shares add up to more than 100%."
        )
    )
