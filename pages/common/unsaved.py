"""Edits of a table that are not saved yet: they are there again when the reader comes back to the page."""

import zlib
from typing import NamedTuple

import pandas as pd
import streamlit as st

from pages.common.language import _

_KEPT = "unsaved_rows"  # by key of the table: the rows as edited, and a number that identifies those they began with


class Draft(NamedTuple):
    """Initial content of an editable table.

    Attributes
    ----------
    key, widget : str
        Of the table, and of the widget that shows it.
    rows : DataFrame
        The rows, with earlier edits.
    before : int
        Identifies the rows as stored.
    is_kept : bool
        Whether there are earlier edits.
    """

    key: str
    widget: str
    rows: pd.DataFrame
    before: int
    is_kept: bool


def begin(key: str, rows: pd.DataFrame) -> Draft:
    """Rows of a table as the reader left them, where the stored ones are still the same; offers to discard the edits.

    Parameters
    ----------
    key : str
        Of the table.
    rows : DataFrame
        The rows as stored.
    """
    turn, start = f"{key}_drafts", f"{key}_start"
    before = zlib.crc32(rows.to_csv().encode())
    kept = st.session_state.setdefault(_KEPT, {})
    if f"{key}-{st.session_state.get(turn, 0)}" not in st.session_state:  # drawn for the first time, or again
        edited, known = kept.get(key, (rows, None))
        st.session_state[start] = edited if known == before else None
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
    if st.session_state.get(start) is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(_("Edits that are not saved yet"), icon=":material/edit:", color="orange")
            if st.button(_("Discard them"), key=f"{key}_discard", type="tertiary"):
                st.session_state[start] = None
                st.session_state[turn] += 1
                kept.pop(key, None)
                st.rerun()
    edited = st.session_state.get(start)
    return Draft(
        key,
        f"{key}-{st.session_state[turn]}",
        rows if edited is None else edited,
        before,
        edited is not None,
    )


def keep(draft: Draft, now: pd.DataFrame) -> None:
    """Keep the rows as edited, until they are saved under another key or discarded."""
    if draft.is_kept or any(st.session_state[draft.widget].values()):
        st.session_state[_KEPT][draft.key] = now.reset_index(drop=True), draft.before
    else:
        st.session_state[_KEPT].pop(draft.key, None)
