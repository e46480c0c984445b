"""Tables: view, add and edit the rows of every table of the park."""

from contextlib import nullcontext

import streamlit as st

from isdata.data import contracts
from isdata.data.entry import rows as entry
from pages.common import pick, screen
from pages.common.controls import park_id
from pages.common.language import _, reader
from pages.data.parts import row_form, table_grid

read = reader()
titles = {table.name: table.label[read.language] for table in entry.editable()}

with st.container(horizontal=True, vertical_alignment="center", gap="small", key="table_controls"):
    name = pick.from_dropdown(
        _("Table"), titles, key="edit_table", default="company", width=300, label_visibility="collapsed"
    )
    # A phone has one row of controls.
    with st.popover("", icon=":material/filter_alt:") if screen.is_phone() else nullcontext():
        words = pick.text(
            _("Filter rows"),
            key="edit_filter",
            placeholder=_("Filter by part of a name or value"),
            width=260,
            label_visibility="collapsed",
        )
        shows_all = pick.switch(_("All columns"), key="edit_all")
    row_form.offer(name, park_id())
    table_grid.offer_next(name, park_id())
table_grid.show(contracts.tables()[name], park_id(), words=words, shows_all=shows_all)
