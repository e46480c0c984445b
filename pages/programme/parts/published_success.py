"""Success of a published case: its published savings, where all synergies are in operation and none is open."""

import pandas as pd
import streamlit as st

from isdata.symbiosis import synergies
from pages.common import controls, empty_view, exchange_rows, published_savings, role
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline, room
from pages.common.show import escaped


def show(savings: pd.DataFrame) -> None:
    """State that all synergies are in operation, and show the published savings of the network."""
    exchanges = ask(synergies.synergies, parks=[park_id()], viewer=role.viewer())
    count = int((exchanges["stage"] == "operation").sum())
    title = ngettext("{count} synergy, in operation", "All {count} synergies in operation", count)
    title = reader().clauses([title, published_savings.counted(savings)])
    headline.state(title, is_on_page=True)
    basis = escaped(published_savings.figures(savings))
    if controls.is_projected():
        none = _("The published sources contain no success contract.")
        st.caption(reader().sentences([basis, escaped(none)]))
        exchange_rows.show(exchange_rows.found(), key="savings", title=title, above=room.TILES + room.NOTE)
    else:
        st.caption(basis)
        empty_view.offer_contents(above=empty_view.SAVINGS)
