"""Form for one new row of a table, generated from the contract, with essential fields first."""

import pandas as pd
import streamlit as st

from isdata.data import contracts, store
from isdata.data.contracts import Table
from isdata.data.entry import rows as entry
from isdata.data.entry import same_flows
from isdata.data.i18n import N_, both
from pages.common import form, number_field, resource_choice
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing, table_grid
from pages.common.language import _, reader
from pages.data.parts import row_known

_RESOURCE = "resource_id"
_BEFORE_RECEIVER = ("provider_id", "destination")  # they decide who may receive


def offer(name: str, park_id: str) -> None:
    """Offer a form for a new row."""
    table = contracts.tables()[name]
    if st.button(_("Add a row in a form"), key="add_row", icon=":material/add:"):
        st.dialog(table.label[reader().language], width="large", icon=":material/add:", on_dismiss="rerun")(
            _form
        )(table, park_id)


def _form(table: Table, park_id: str) -> None:
    """Show the fields of a new row, which is saved with the checks of an import."""
    first = entry.primary_columns(table)
    hidden = entry.hidden(table)
    rest = [column.name for column in table.columns if column.name not in (*first, *hidden)]
    values = ask(entry.defaults, table=table.name, park_id=park_id)
    options = {
        column.name: table_grid.choices_of(column, park_id) for column in table.columns if column.reference
    }
    scope = f"new_{table.name}_{saving.save_count('row_form')}"
    chosen: dict[str, object] = {}
    # Outside the form: text is recognised and the unit proposed before the form is submitted.
    if _RESOURCE in first:
        chosen = {_RESOURCE: _chosen_resource(table, scope)}
        first = [each for each in first if each != _RESOURCE]
    if table.name == "flow":
        chosen |= _chosen_provider(table, scope, values, options)
        first = [each for each in first if each not in _BEFORE_RECEIVER]
    with st.form("row_form", border=False):
        filled = form.fields(table.name, first, scope=scope, values=values, options=options)
        with st.expander(_("More fields")):
            filled |= form.fields(table.name, rest, scope=scope, options=options)
        known = row_known.choice(scope)
        name = signing.signature("row_who")
        with st.container(horizontal=True):
            # The first button is also triggered by Enter, so that several rows can be entered without the mouse.
            goes_on = st.form_submit_button(
                _("Save and add another"), type="primary", icon=":material/playlist_add:", key="row_next"
            )
            is_asked = st.form_submit_button(_("Save"), icon=":material/save:", key="row_save")
    if (is_asked or goes_on) and number_field.is_readable() and signing.is_named(name):
        values = filled | chosen
        if row_known.is_settled(table.name, values, scope):
            _save(table, values, park_id, name, goes_on=goes_on, replaces=known)


def _chosen_provider(
    table: Table, scope: str, values: dict[str, object], options: dict[str, dict[str, str]]
) -> dict[str, object]:
    """Provider and use of a flow; the provider is left out of the receivers unless the resource is used again."""
    chosen = form.fields(table.name, _BEFORE_RECEIVER, scope=scope, values=values, options=options)
    if chosen["destination"] not in same_flows.USED_AGAIN:
        receivers = options["receiver_id"]
        options["receiver_id"] = {
            site: name for site, name in receivers.items() if site != chosen["provider_id"]
        }
    return chosen


def _save(
    table: Table, filled: dict[str, object], park_id: str, who: str, *, goes_on: bool, replaces: str | None
) -> None:
    """Store a new row or replace a stored one; if another row follows, the form stays open and is cleared."""
    names = [column.name for column in table.columns]
    row = pd.DataFrame([{each: filled.get(each) for each in names} | {entry.KEY: None}], dtype=object)
    reason = both(N_("Entered in the form"))
    with saving.show_problems():
        before = store.data_version(cursor())
        if replaces:
            row_known.replace(table, row, replaces, who=who, reason=reason)
        else:
            entry.save(cursor(), table.name, row.iloc[:0], row, park_id=park_id, who=who, reason=reason)
        saving.next_turn("row_form")
        words = saving.saved_with_others(before, table.name)
        if not goes_on:
            saving.saved(words)
        st.toast(words or saving.unchanged_words(), icon=":material/check:")
        st.rerun(scope="fragment")


def _chosen_resource(table: Table, scope: str) -> str | None:
    """Resource of the row; its usual unit is proposed in the unit field."""
    label = form.label(table[_RESOURCE])
    resource = resource_choice.choose(label, key=f"form_{scope}_{_RESOURCE}")
    if "unit" in table:
        of, field = f"form_{scope}_unit_of", f"form_{scope}_unit"
        if st.session_state.get(of) != resource:
            st.session_state[of], st.session_state[field] = resource, resource_choice.unit(resource)
    return resource
