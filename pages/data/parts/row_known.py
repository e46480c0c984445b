"""Possible duplicates of a row in a form: a stored company or stream, resolved by the user before saving."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.contracts import Table
from isdata.data.entry import same_flows as same_flow_rows
from isdata.data.entry import same_names
from pages.common import show
from pages.common.data import cursor
from pages.common.editing import same_flows, same_streams
from pages.common.language import _

_ASKED = "row_form_known"  # question of the form: its text, and the options by the row to replace


def choice(scope: str) -> str | None:
    """Show the open question of the last attempt to save; return the id of the row to replace, if any."""
    asked = st.session_state.get(_ASKED)
    if not asked or asked[0] != scope:
        return None
    _scope, words, choices = asked
    st.warning(words, icon=":material/content_copy:")
    label = _("Replace or add") if len(choices) > 1 else _("Confirm")
    return st.radio(label, list(choices), index=None, format_func=choices.__getitem__, key=_key(scope))


def is_settled(table: str, values: Mapping[str, Any], scope: str) -> bool:
    """Return True if there is no duplicate or the user has chosen the action; else the form asks for it."""
    found = question(table, dict(values))
    asked = st.session_state.get(_ASKED)
    is_asked = asked == (scope, *found) if found else False
    if found and not (is_asked and st.session_state.get(_key(scope)) is not None):
        st.session_state[_ASKED] = (scope, *found)
        st.rerun(scope="fragment")
    st.session_state.pop(_ASKED, None)
    return True


def replace(table: Table, row: pd.DataFrame, key: str, *, who: str, reason: str) -> None:
    """Replace a stored row by the form's values; empty fields keep the stored values."""
    filled = row[[column.name for column in table.columns]].dropna(axis="columns")
    store.write(cursor(), {table.name: filled.assign(**{table.keys[0]: key})}, who=who, reason=reason)


def question(table: str, values: dict[str, Any]) -> tuple[str, dict[str, str]] | None:
    """Text on the duplicate of a row, and the possible actions; None without one."""
    if table == "stream":
        found = same_streams.duplicates_of(values)
        if not found.empty:
            return show.escaped(same_streams.sentence(found)), same_streams.choices(found)
    if table == "flow":
        flows = same_flow_rows.repeated(cursor(), pd.DataFrame([values]))
        if not flows.empty:
            return show.escaped(same_flows.sentence(flows)), same_flows.choices(flows, add=same_streams.ADD)
    if table == "company":
        new = pd.DataFrame([values]).reindex(columns=["company_id", "name_en", "name_zh"])
        near = same_names.near(cursor(), new.assign(company_id=""))
        if near:
            words = _(
                "A stored company has the same or a similar name: {name}. If it is the same company, "
                "close this form and use the stored one.",
                name=near[0][1],
            )
            return show.escaped(words), {"": _("Add: both exist")}
    return None


def _key(scope: str) -> str:
    return f"{scope}_known"
