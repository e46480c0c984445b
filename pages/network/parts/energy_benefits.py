"""Benefits of measures other than energy, listed individually and not included in the saving."""

import pandas as pd
import streamlit as st

from isdata.energy.measures import presentation
from pages.common import charts, controls, scenario
from pages.common.language import _, ngettext, reader
from pages.common.presenting import room
from pages.common.show import computed, escaped, missing_data
from pages.common.tables import show_rows
from pages.network.parts.energy_state import State

_IN_HALL, _LARGE = 12, 7  # number of qualitative benefits that fit the window, in large type too


def view(state: State) -> str:
    """Show benefits besides energy, with value or as text; return the title."""
    found, currency = state.found, state.own.currency
    benefits = scenario.benefits(state.park_id, state.shown)
    worth, totals, named = found.benefits(benefits), found.benefit_totals(benefits), in_words(found.table)
    if worth.empty and totals is None and named.empty:
        missing_data(_("No non-energy benefits are recorded. Add them in the form."))
        return ""
    title = _title(totals, named, currency)
    if totals is not None:
        _picture(totals, currency, room.below(title) - room.HEADING)
    if controls.is_projected():
        if totals is None:
            listed(found.table)
        return title
    _tables(found.table, worth, named, currency)
    return title


def _title(totals: pd.Series | None, named: pd.Series, currency: str) -> str:
    """Title with the value added by the benefits, else with the number of measures that have one."""
    if totals is None:
        return title_in_words(named)
    read = reader()
    return ngettext(
        "Non-energy benefits of {count} measure add {worth} to an NPV of {npv}",
        "Non-energy benefits of {count} measures add {worth} to an NPV of {npv}",
        int(totals["measures"]),
        worth=read.money(totals["npv"], currency),
        npv=read.money(totals["energy_npv"], currency),
    )


def title_in_words(named: pd.Series) -> str:
    """Title with the number of measures that have qualitative benefits."""
    return ngettext(
        "{count} measure has non-energy benefits",
        "{count} measures have non-energy benefits",
        len(named),
    )


def _picture(totals: pd.Series, currency: str, height: float) -> None:
    """Draw the present value of the energy saved, of the non-energy benefits, and of both."""
    read = reader()

    def money(amount):
        return read.money(amount, currency)

    st.subheader(_("Present value of energy savings and non-energy benefits"), anchor=False)
    yearly = ngettext(
        "{money} per year, of {count} measure",
        "{money} per year, of {count} measures",
        int(totals["measures"]),
        money=money(totals["amount"]),
    )
    amounts = [totals["energy_npv"], totals["npv"], totals["energy_npv"] + totals["npv"]]
    words = [money(amount) for amount in amounts]
    charts.bars(
        {
            "name": [
                _("Net present value"),
                _("Non-energy benefits"),
                _("NPV including non-energy benefits"),
            ],
            "amount": [max(0.0, float(amount)) for amount in amounts],
            "words": [words[0], f"{words[1]} · {yearly}", words[2]],
            "short": words,
        },
        room=1.3,
        height=height,
        alt=_("Present value of energy savings, of non-energy benefits, and of both"),
    )
    computed(_("Non-energy benefits are not included in savings, payback, plans or reports."))


def listed(shown: pd.DataFrame) -> None:
    """List the qualitative benefits of measures in presentation type, as many as fit."""
    named = in_words(shown)
    first = named.head(_IN_HALL)
    with st.container(key="reading_large" if len(first) <= _LARGE else "reading"):
        st.markdown(
            "\n".join(
                "- " + _("{a}: {b}", a=f"**{escaped(measure)}**", b=escaped(benefit))
                for measure, benefit in zip(_measures(shown, first.index), first, strict=True)
            )
        )
    if part := charts.first_of(len(first), len(named)):
        st.caption(part)


def _tables(shown: pd.DataFrame, worth: pd.DataFrame, named: pd.Series, currency: str) -> None:
    """List the benefits with a value, and the qualitative ones."""
    read = reader()
    if not worth.empty:
        st.subheader(_("In monetary terms"), anchor=False)
        columns = {
            _("Measure"): _measures(shown, worth["measure_id"]),
            _("Benefit"): read.names(worth),
            _("Value per year"): [read.money(amount, currency) for amount in worth["amount"]],
            _("Price year"): worth["price_year"].astype("Int64").astype(str),
            _("Present value"): [read.money(amount, currency) for amount in worth["npv"]],
        }
        show_rows(columns, alt=_("Non-energy benefits with their value per year"))
    if not named.empty:
        st.subheader(_("Descriptive"), anchor=False)
        columns = {_("Measure"): _measures(shown, named.index), _("Benefit"): named}
        show_rows(columns, alt=_("Benefits without a monetary value"))


def in_words(appraised: pd.DataFrame) -> pd.Series:
    """Qualitative benefits, index measure_id."""
    words = pd.Series(reader().names(appraised, "benefit"), index=appraised.index, dtype=object)
    return words[words != ""]


def _measures(shown: pd.DataFrame, ids: pd.Index | pd.Series) -> list[str]:
    return [presentation.measure_words(row, reader()) for row in shown.loc[ids].to_dict("records")]
