"""Cost and saving of measures by category, company and network."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.data.disclosure import FEW
from isdata.energy.measures import NO_GROUP, DisclosedOutlook, presentation
from isdata.output.figures import payback as payback_figure
from isdata.output.figures import shares
from pages.common import charts, pick, show
from pages.common.language import _, names, reader
from pages.common.tables import show_rows
from pages.network.parts import disclosed_totals, energy
from pages.network.parts.energy_state import State


def view(state: State) -> None:
    """Show investment against saving by what the reader chooses, and where the saving comes from."""
    found, networks, currency = state.found, state.networks, state.own.currency
    kinds = {"category": _("Category"), "company_id": _("Company"), "network_id": _("Network")}
    column = pick.one_of(_("Grouped by"), kinds, key="by", label_visibility="collapsed")
    table = _table(found, column, networks)
    if table is None:
        disclosed_totals.withheld()
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Investment and saving by group"), anchor=False)
        charts.draw(
            payback_figure.by_group(table, charts.reader(), currency),
            alt=_("Investment and annual saving by group"),
        )
    with right:
        st.subheader(_("Saving by group"), anchor=False)
        charts.draw(
            shares.pareto(table, charts.reader()),
            alt=_("Share of each group in the annual saving, largest first, with cumulative share"),
        )
    _sums(table, kinds[column], column, state)
    if (table["group"] == FEW).any() or table["co2_saving"].isna().any():
        show.computed(
            _("Groups that would reveal a single company are combined, or shown without energy and CO2.")
        )


def _sums(table: pd.DataFrame, heading: str, column: str, state: State) -> None:
    """List cost, saving and payback of each group."""
    read = reader()
    currency, unit = state.own.currency, state.unit
    columns = {
        heading: table["name"],
        _("Measures"): table["measures"],
        _("Investment"): [read.money(amount, currency) for amount in table["investment"]],
        _("Annual saving"): [read.money(amount, currency) for amount in table["annual_saving"]],
        _("Payback [yr]"): [presentation.words(years, read) for years in table["payback"]],
        _("Share of the saving"): [read.percent(share, digits=1) for share in table["share"]],
        _("Energy saved [{unit}/yr]", unit=unit): [
            energy.energy_number(value, unit) for value in table["energy_saving"]
        ],
        _("CO2 saved [t/yr]"): [read.number(value) for value in table["co2_saving"]],
    }
    if column != "company_id":
        columns[_("Companies")] = table["companies"]
    show_rows(
        columns,
        height="content",
        column_config={_("CO2 saved [t/yr]"): st.column_config.Column(help=energy.co2_definition(state.own))},
        alt=_("Totals by group, largest saving first"),
    )


def _table(found: DisclosedOutlook, column: str, networks: pd.DataFrame) -> pd.DataFrame | None:
    """Totals by group that this reader may see, with group, name (words) and is_rest; None without any."""
    table = found.groups(column)
    if table is None:
        return None
    words = _names(found.table, column, networks)
    return table.assign(
        name=[words.get(group) or presentation.category_words(group, reader()) for group in table["group"]],
        is_rest=table["group"].isin((FEW, NO_GROUP, "other")),
    )


def _names(appraised: pd.DataFrame, column: str, networks: pd.DataFrame) -> Mapping[str, str]:
    """Return the words of companies or networks; those of categories are known elsewhere."""
    if column == "company_id":
        companies = appraised.drop_duplicates("company_id")
        return {NO_GROUP: _("company not stated")} | names(companies, "company_id", "company")
    if column == "network_id":
        return {NO_GROUP: _("in no network")} | names(networks, "network_id")
    return {}
