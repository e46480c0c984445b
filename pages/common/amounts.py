"""Setting shared by all pages: show declared amounts, or amounts reconciled with the balances."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.park import flows
from pages.common import pick
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.show import info

DECLARED, RECONCILED = "declared", "reconciled"


def choose_amounts(place: DeltaGenerator, park_id: str | None) -> None:
    """Let the user choose between declared and reconciled amounts, if some were reconciled."""
    if park_id is None or ask(flows.kept, park_id=park_id).empty:
        st.session_state.amounts = DECLARED
        return
    pick.one_of(
        _("Amounts"),
        {DECLARED: _("Declared"), RECONCILED: _("Reconciled")},
        key="amounts",
        place=place,
        help=_(
            "Reconciled amounts are the smallest adjustments, within the uncertainties, that close all "
            "balances. They become invalid when a value is changed."
        ),
    )


def are_reconciled() -> bool:
    """Return True if reconciled amounts replace declared ones."""
    return st.session_state.get("amounts") == RECONCILED


def note(park_id: str, year: int) -> None:
    """Show the number of reconciled amounts of a year, and warn of later declarations."""
    if not are_reconciled():
        return
    kept = ask(flows.kept, park_id=park_id)
    kept = kept[kept["year"] == year]
    if kept.empty:
        info(_("{year} has no reconciled amounts; all are shown as declared.", year=year))
        return
    row = kept.iloc[0]
    st.caption(
        _(
            "{year}: {count} of {total} amounts are reconciled, the others declared.",
            count=reader().number(int(row["reconciled"])),
            total=reader().number(int(row["flows"])),
            year=year,
        )
    )
    if row["newer"]:
        st.warning(
            ngettext(
                "{count} value has changed since the reconciliation, so balances may no longer close. "
                "Reconcile again on the Balance page.",
                "{count} values have changed since the reconciliation, so balances may no longer close. "
                "Reconcile again on the Balance page.",
                int(row["newer"]),
            ),
            icon=":material/history:",
        )
