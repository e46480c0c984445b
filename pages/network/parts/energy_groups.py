"""Cost and saving of measures by category, company and network."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.data.disclosure import FEW
from isdata.energy.measures import NO_GROUP, DisclosedOutlook, presentation
from isdata.output.figures import pareto_chart, payback_groups
from pages.common import address, charts, controls, pick, show
from pages.common.language import _, names, reader
from pages.common.once import once
from pages.common.presenting import room, withholding
from pages.common.tables import show_rows
from pages.network.parts import energy
from pages.network.parts.energy_state import State

_IN_HALL = 12  # number of groups whose amounts are stacked when presented


def choose() -> None:
    """Let the user choose the grouping of the measures."""
    pick.one_of(_("Grouped by"), _kinds(), key="by")


def _kinds() -> dict[str, str]:
    return {"category": _("Category"), "company_id": _("Company"), "network_id": _("Network")}


def view(state: State) -> str:
    """Show investment against saving by group, and the shares of groups in the saving; return the title."""
    found, networks, currency = state.found, state.networks, state.own.currency
    column = address.remembered("by", _kinds(), "category") or "category"
    table = _table(found, column, networks)
    if table is None:
        withholding.state()
        return _("The totals by group are withheld")
    if controls.is_projected():
        return once(_in_hall, table, currency)
    once(_beside, table, currency)
    _sums(table, _kinds()[column], column, state)
    if is_combined(table):
        show.computed(_combined())
    return ""


def is_combined(table: pd.DataFrame) -> bool:
    """Return True if groups are combined or shown without amounts because they would disclose a company."""
    return bool((table["group"] == FEW).any() or table["co2_saving"].isna().any())


def _combined() -> str:
    return _("Groups that would reveal a single company are combined, or shown without energy and CO2.")


def _beside(table: pd.DataFrame, currency: str) -> None:
    """Draw investment and saving of the groups, and beside them their shares in the saving."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Investment and saving by group"), anchor=False)
        charts.draw(
            payback_groups.by_group(table, charts.reader(), currency),
            alt=_("Investment and annual saving by group"),
        )
    with right:
        st.subheader(_("Saving by group"), anchor=False)
        charts.draw(
            pareto_chart.pareto(table, charts.reader()),
            alt=_("Share of each group in the annual saving, largest first, with cumulative share"),
        )


def _in_hall(table: pd.DataFrame, currency: str) -> str:
    """Draw the first groups over the full height, each with payback and share; return the title."""
    read, shown = reader(), table.head(_IN_HALL)
    title, heading = (
        _title(table, currency),
        _("Investment and saving by group, with payback and share of the saving"),
    )
    first = charts.first_of(len(shown), len(table))
    notes = read.sentences([first, _combined() if is_combined(table) else ""])
    st.subheader(heading, anchor=False)
    charts.draw(
        payback_groups.by_group(shown, charts.reader(), currency),
        alt=_("Investment and annual saving by group"),
        height=room.below(title) - room.HEADING - room.NOTE * bool(notes),
    )
    if notes:
        st.caption(notes)
    return title


def _title(table: pd.DataFrame, currency: str) -> str:
    """Title with the named group with the largest saving."""
    read, named = reader(), table[~table["is_rest"]]
    if named.empty:
        return ""
    first = named.sort_values("annual_saving", ascending=False, kind="stable").iloc[0]
    return _(
        "{group} saves {money} per year, {share} of all, and pays back after {years}",
        group=first["name"],
        money=read.money(first["annual_saving"], currency),
        share=read.percent(first["share"], digits=1),
        years=energy.years_words(first["payback"]),
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
    """Disclosed totals by group, with group, name (text) and is_rest; None if there are none."""
    table = found.groups(column)
    if table is None:
        return None
    words = _names(found.table, column, networks)
    return table.assign(
        name=[words.get(group) or presentation.category_words(group, reader()) for group in table["group"]],
        is_rest=table["group"].isin((FEW, NO_GROUP, "other")),
    )


def _names(appraised: pd.DataFrame, column: str, networks: pd.DataFrame) -> Mapping[str, str]:
    """Names of companies or networks; those of categories come from the choices of the contracts."""
    if column == "company_id":
        companies = appraised.drop_duplicates("company_id")
        return {NO_GROUP: _("company not stated")} | names(companies, "company_id", "company")
    if column == "network_id":
        return {NO_GROUP: _("in no network")} | names(networks, "network_id")
    return {}
