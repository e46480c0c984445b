"""Energy and CO2 by carrier, as claimed and recalculated with the factors of wider regions."""

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data import units
from isdata.energy.measures import DisclosedOutlook, presentation
from pages.common import role, show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.tables import show_rows
from pages.network.parts import disclosed_totals
from pages.network.parts.energy_published import claim_words
from pages.network.parts.energy_state import State


def view(state: State) -> None:
    """Show energy and CO2 by carrier; for today also as claimed, and re-stated with each wider region's factors."""
    st.subheader(_("By energy carrier, with price and factor"), anchor=False)
    carriers(state.found, state.unit)
    if state.shown is not None:
        return
    read = reader()
    st.subheader(_("CO2 as claimed and recalculated"), anchor=False)
    claimed = state.claims[state.claims["subject"] == "co2_saving"]
    for claim in claimed.to_dict("records"):
        st.markdown(
            _(
                "As claimed: **{amount}** ({scope})",
                amount=claim_words(claim, "value", state.own.currency),
                scope=show.plain(read.name(claim["scope_en"], claim["scope_zh"])),
            )
        )
    rows = ask(scenarios.restated, park_id=state.park_id, scope=state.scope, viewer=role.viewer())
    if rows is None:
        disclosed_totals.withheld()
    else:
        _restated_table(rows)


def carriers(found: DisclosedOutlook, unit: str) -> None:
    """List the saving of each carrier, in its own unit, as energy in `unit`, money and CO2."""
    read, table = reader(), found.carriers()
    rows = table.to_dict("records")
    factor = units.factor("GJ", unit)
    known = lambda value, words: "–" if pd.isna(value) else words  # noqa: E731
    columns = {
        _("Resource"): read.names(table, "resource"),
        _("Saved per year"): [known(row["saved"], read.amount(row["saved"], row["unit"])) for row in rows],
        _("Energy saved [{unit}/yr]", unit=unit): [read.number(row["energy"] * factor) for row in rows],
        _("Cost savings per year"): [
            known(row["money"], read.money(row["money"], found.currency)) for row in rows
        ],
        _("Price"): [presentation.listed_price_words(row, read) for row in rows],
        _("CO2 saved [t/yr]"): [read.number(row["co2"]) for row in rows],
        _("CO2 factor"): [presentation.co2_factor_words(row, read) for row in rows],
    }
    alt = _("Savings by carrier with price and CO2 factor")
    show_rows(columns, alt=alt)
    if not table["is_shown"].all():
        show.computed(_("–: withheld, as it would reveal a single company."))


def _restated_table(rows: pd.DataFrame) -> None:
    """Show the CO2 saved with the factors of the park's own region and of each wider one."""
    read = reader()
    show_rows(
        {
            _("Electricity factor region"): read.names(rows),
            _("CO2 saved [t/yr]"): [read.number(value, significant=5) for value in rows["co2_saving"]],
            _("CO2 factor"): [presentation.co2_factor_words(row, read) for row in rows.to_dict("records")],
        },
        alt=_("CO2 saved, recalculated with the factors of the park's regions"),
    )
