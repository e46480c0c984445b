"""Potential chains from company to company: list by total gain, picture and steps of the chosen one."""

import pandas as pd
import streamlit as st

from isdata.data.contracts.results import Matches
from isdata.output.figures import open_chain as figure
from isdata.symbiosis.exchange_chains import chain_presentation, open_chains
from pages.common import charts, conversions, pick, show, tables
from pages.common.data import derive
from pages.common.language import _, ngettext, reader

_LENGTHS = [str(count) for count in range(open_chains.SHORTEST, open_chains.LONGEST + 1)]


def view(matches: Matches, currency: str) -> None:
    """Show the chains of the chosen length.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    """
    with st.container(horizontal=True):
        least = pick.one_of(_("Companies, at least"), _LENGTHS, key="chain_least", default="3")
        most = pick.one_of(_("Companies, at most"), _LENGTHS, key="chain_most", default="4")
    found = derive(open_chains.open_chains, matches, shortest=int(least), longest=max(int(least), int(most)))
    if found.empty:
        st.caption(_("The feasible matches form no chain of this length between disclosed companies."))
        return
    read = reader()
    st.caption(_count(len(found)))
    ids = ["·".join(str(label) for label in path) for path in found["matches"]]
    position = tables.choose_row(
        derive(chain_presentation.chains, found, read, currency),
        ids,
        key="chain",
        alt=_("Chains of feasible matches, the largest gain first"),
        lines=2,
        most=300,
        column_config=tables.texts({_("Chain"): 420, _("Limiting step"): 300}),
    )
    _chosen(found.iloc[position].to_dict(), matches, currency)
    show.computed(
        _(
            "Each match begins at the receiver of the previous one. Gain: sum over the matches; chains "
            "share matches, so their gains cannot be added. Value added = output value − input value − "
            "treatment − transport, per year."
        )
    )


def _count(count: int) -> str:
    if count >= open_chains.MOST_CHAINS:
        return _("The {count} chains with the largest gain.", count=reader().number(count))
    return ngettext("{count} chain.", "{count} chains, the largest gain first.", count)


def _chosen(row: dict, matches: Matches, currency: str) -> None:
    """Show the picture and the steps of one chain."""
    read, links = reader(), matches.loc[list(row["matches"])]
    treatments = conversions.treatments(currency)
    worth = conversions.applicable_prices(str(links["demand_park_id"].iloc[0]), currency)
    known = pd.DataFrame({"price": []}, dtype=float) if worth is None else worth
    steps = derive(open_chains.steps, links, treatments, known)
    passed = chain_presentation.exchanges(links, steps, row, treatments, read, currency)
    names = chain_presentation.companies(row, charts.reader())
    charts.draw(
        figure.chain(names, passed, charts.reader()),
        alt=_("Companies of the chosen chain and the resources exchanged between them"),
    )
    tables.show_rows(
        chain_presentation.steps(steps, row, treatments, read, currency),
        lines=2,
        column_config=tables.texts({_("Exchange"): 180, _("Resource"): 120, _("Treatment"): 130}),
        alt=_("Steps of the chosen chain with amounts and value added per year"),
    )
