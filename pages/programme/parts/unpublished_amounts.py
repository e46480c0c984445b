"""Exchanges of a published park whose amounts are not published, by company: what a visit would have asked."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from pages.common import charts, controls, exchange_rows, screen
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline, room

_ROW, _HIGH, _ABOVE = 26, 44, 300  # height of a bar, also of few, and above them [px]


def show(known: pd.DataFrame) -> None:
    """State how many of the synergies from `exchange_rows.found` have no amount, and draw them by company."""
    read, missing = reader(), known[known["quantity"].isna()]
    title = ngettext(
        "{missing} of {count} exchange has no published amount",
        "{missing} of {count} exchanges have no published amount",
        len(known),
        missing=read.number(len(missing)),
    )
    note = _("An exchange counts with its provider and with its receiver.")
    headline.state(title, is_on_page=not controls.is_projected())
    st.subheader(_("Exchanges without published amount, by partner"), anchor=False)
    st.caption(note)
    rows = exchange_rows.by_partner(missing)
    row = min(_HIGH, max(_ROW, (screen.height() - _ABOVE) / max(1, len(rows))))
    looks = replace(
        screen.bar_looks(row), filled=max(0.0, room.below(title) - room.HEADING - room.NOTE)
    )  # a phone has the resources below the names
    charts.bars(rows, alt=_("Exchanges without published amount, by partner"), looks=looks, room=2.2)
