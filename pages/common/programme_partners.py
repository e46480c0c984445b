"""Agreement and partners of a park's programmes, and the supporting bodies of an energy network."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.programme.missions import partners
from pages.common import controls, navigation, role, show, undisclosed
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows

_EDIT = ":material/edit_note:"


def show_programmes(park_id: str) -> None:
    """Show each programme of a park in one line, which opens to its aim, partners and source; nothing when presented."""
    if controls.is_projected():  # the view fills the screen without it
        return
    known = ask(partners.programmes, park_id=park_id)
    if known.empty:
        navigation.link("tables", _("Enter programme and partners"), icon=_EDIT, edit_table="programme")
        return
    found = _partners(park_id)
    for row in undisclosed.without_hidden(known, "name_en", "name_zh").to_dict("records"):
        own = found[found["programme_id"] == row["programme_id"]]
        with st.expander(_line(row, own)):
            _details(row, own)


def show_supporting_bodies(park_id: str, network_id: str) -> None:
    """Show the partners that support an energy network; without any, only how to enter them."""
    found = _partners(park_id)
    own = found[found["network_id"] == network_id]
    if len(own):
        st.subheader(_("Supporting organisations"), anchor=False)
        _table(own, alt=_("Supporting organisations of the energy network, with their roles"))
    words = _("Edit partners") if len(own) else _("Enter supporting organisations")
    navigation.link("tables", words, icon=_EDIT, edit_table="programme_partner")


def _partners(park_id: str) -> pd.DataFrame:
    found = ask(partners.partners, park_id=park_id, viewer=role.viewer())
    return undisclosed.without_hidden(found, "name_en", "name_zh", masked=["note", "source"], is_stated=False)


def _line(programme: Mapping[str, Any], own: pd.DataFrame) -> str:
    """Name, agreement, term and number of partners, in one line of the window."""
    read = reader()
    count = [ngettext("{count} partner", "{count} partners", len(own))] if len(own) else []
    term = partners.term(programme, read) or _("term not stated")
    name = read.name(programme["name_en"], programme["name_zh"])
    parts = [partners.agreement(programme, read), term, *count]
    return f"**{show.escaped(name)}** · {show.escaped(' · '.join(parts))}"


def _details(programme: Mapping[str, Any], own: pd.DataFrame) -> None:
    read = reader()
    aim = read.name(programme["aim_en"], programme["aim_zh"])
    taking_part = ngettext("{count} park takes part", "{count} parks take part", int(programme["parks"]))
    st.markdown(show.escaped(" · ".join(part for part in (aim, taking_part) if part)))
    if len(own):
        # A source that all share stands once, below the table.
        own = own.assign(source=own["source"].where(own["source"] != programme["source"]))
        _table(own, alt=_("Partners of the programme, with their roles"))
    for note in (programme["note"], programme["source"]):
        if words := read.half(note):
            st.caption(show.escaped(words))
    with st.container(horizontal=True):
        navigation.link("tables", _("Edit the programme"), icon=_EDIT, edit_table="programme")
        navigation.link("tables", _("Edit partners"), icon=_EDIT, edit_table="programme_partner")


def _table(own: pd.DataFrame, *, alt: str) -> None:
    """Partners with role and term; contacts, notes and sources where they are stated and may be shown."""
    read = reader()
    signed = _("Signed the agreement")
    cells = {
        _("Organisation"): read.names(own),
        _("Role"): [read.choice("partner_role", each) for each in own["role"]],
        signed: [_("yes") if each else "" for each in own["is_signatory"]],
        _("Period"): [partners.term(row, read) for row in own.to_dict("records")],
    }
    texts = ("person", "contact", "note", "source")
    cells |= {
        read.column("programme_partner", name): [read.half(text) for text in own[name]] for name in texts
    }
    show_rows({name: column for name, column in cells.items() if any(column)}, alt=alt)
