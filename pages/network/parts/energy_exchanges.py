"""Recorded energy exchanges of a park without efficiency measures."""

import pandas as pd
import streamlit as st

from pages.common import controls, exchange_rows, navigation, park_facts, synergy_record
from pages.common.language import _, reader
from pages.common.presenting import headline
from pages.common.show import escaped


def view(exchanges: pd.DataFrame) -> None:
    """State the energy exchanges and their known amounts, draw them, and on a working page offer their sources."""
    title = _title(exchanges)
    headline.state(title, is_on_page=True)
    exchange_rows.show(exchanges, key="energy", title=title, across=1)
    if controls.is_projected():
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if words := _sources(exchanges):
            with st.popover(_("Sources"), icon=":material/menu_book:", type="tertiary"):
                st.markdown(escaped(words))
        if park_facts.is_published():
            missing = _("No efficiency measures are recorded for this park")
            st.markdown(_("{sentence}.", sentence=missing), width="content")
            navigation.link("measure", _("Add a measure"), icon=":material/edit_note:")


def _title(exchanges: pd.DataFrame) -> str:
    """Number of energy exchanges, and resource and amount of those with one."""
    read, rows = reader(), exchanges.to_dict("records")
    known = [
        f"{read.name(row['resource_en'], row['resource_zh'])} {amount}"
        for row in rows
        if (amount := synergy_record.amount(row))
    ]
    counted = exchange_rows.counted("energy", len(rows))
    if not known:
        return _("{exchanges}, no efficiency measures", exchanges=counted)
    if park_facts.is_published():
        amounts = read.listed(known)
        if years := park_facts.years():
            amounts = _("{name} ({year})", name=amounts, year=park_facts.year_words(years[0]))
        return _("{exchanges}; published amount: {amounts}", exchanges=counted, amounts=amounts)
    return _("{exchanges}; known amount: {amounts}", exchanges=counted, amounts=read.listed(known))


def _sources(exchanges: pd.DataFrame) -> str:
    """Sources of the exchanges of a published park, each once, on separate lines."""
    if not park_facts.is_published():
        return ""
    named = dict.fromkeys(reader().half(source) for source in exchanges["source"].dropna())
    return "\n\n".join(named)
