"""Unsaved edits of a table: kept while others store rows, and when the user returns to the page."""

import datetime as dt
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitAPIException

from pages.common import turns
from pages.common.editing import concurrent_edits
from pages.common.language import _

_KEPT = "unsaved_rows"  # by key of the table: edited rows, and their initial state
_WIDGETS = "unsaved_widgets"  # keys of the tables drawn last
_WAIT = 0.25  # the browser sends an edit 150 ms after it was made, and a click at once [s]


class Start(NamedTuple):
    """Rows of a table at the start of an edit.

    Attributes
    ----------
    rows : DataFrame
        The rows as stored then.
    at : tuple of str and int
        Database file and data version.
    left : int, optional
        Number of these rows not removed by the edits, which come first; by default all.
    """

    rows: pd.DataFrame
    at: tuple[str, int]
    left: int | None = None

    @property
    def stored(self) -> int:
        """Number of stored rows at the top of the table; rows below are new."""
        return len(self.rows) if self.left is None else self.left


class Draft(NamedTuple):
    """Initial content of an editable table.

    Attributes
    ----------
    key, widget : str
        Keys of the table and of its widget.
    rows : DataFrame
        Rows including earlier edits.
    start : Start
        Rows at the start of the edits, regardless of later changes by others.
    is_kept : bool
        True if there are earlier edits.
    """

    key: str
    widget: str
    rows: pd.DataFrame
    start: Start
    is_kept: bool


def begin(key: str, rows: pd.DataFrame, columns: object = None) -> Draft:
    """Rows of a table as the user left them.

    Rows stored by others meanwhile are shown once there are no more edits.

    Parameters
    ----------
    key : str
        Key of the table.
    rows : DataFrame
        Rows as stored.
    columns : object
        Columns of the editor; one with others is a new one, which has no edits.
    """
    turn, edited = f"{key}_drafts", f"{key}_start"
    is_new = st.session_state.get(f"{key}_columns", columns) != columns
    st.session_state[f"{key}_columns"] = columns
    start = _start(key, rows, is_new=is_new)
    known = st.session_state.get(edited)
    widget = f"{key}-{st.session_state[turn]}"
    concurrent_edits.note(key, start.at)
    st.session_state[_WIDGETS] = {*_widgets(), widget}
    return Draft(key, widget, start.rows if known is None else known, start, known is not None)


def unchanged_look(draft: Draft, look: dict[str, Any]) -> dict[str, Any]:
    """Texts and sizes of an editor as they were when its edits began: one with others is a new one, without these edits."""
    place = f"{draft.key}_look"
    if not (draft.widget in st.session_state and has_edits(draft)):
        st.session_state[place] = look
    return st.session_state[place]


def announce(draft: Draft) -> None:
    """State below a table that it has edits that are not saved, with a button to discard those kept from before."""
    if not has_edits(draft) and not draft.is_kept:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        mark()
        if draft.is_kept and st.button(_("Discard them"), key=f"{draft.key}_discard", type="tertiary"):
            _forget(draft.key)
            st.rerun()


def mark() -> None:
    """State that edits are not saved."""
    st.badge(_("Edits that are not saved yet"), icon=":material/edit:", color="orange")


def differ(values: Mapping[str, object], first: Mapping[str, object]) -> bool:
    """Return True if a field of a form holds another value than at first."""
    return any(_plain(value) != _plain(first.get(name)) for name, value in values.items())


def _plain(value: object) -> object:
    if value is None or value == "" or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    return value.date() if isinstance(value, dt.datetime) else value


def offer_to_discard(turn: str, *, is_edited: bool) -> None:
    """State that the fields of a form hold edits, and offer to discard them.

    Parameters
    ----------
    turn : str
        Key of the number of times the form was saved or discarded, which the keys of its fields contain.
    is_edited : bool
        True if a value differs from the initial one.
    """
    if is_edited:
        mark()
        st.button(_("Discard them"), key=f"{turn}_discard", type="tertiary", on_click=discard, args=(turn,))


def discard(turn: str) -> None:
    """Restart the fields of a form with their initial values."""
    st.session_state[f"{turn}_turn"] = st.session_state.get(f"{turn}_turn", 0) + 1


def _start(key: str, rows: pd.DataFrame, *, is_new: bool) -> Start:
    """Start of the edits of a table, or the present state as a new start."""
    turn, edited, place = f"{key}_drafts", f"{key}_start", f"{key}_began"
    kept = st.session_state.setdefault(_KEPT, {})
    start = st.session_state.get(place)
    if concurrent_edits.has_stored(key) and start is not None:
        if rows.equals(start.rows):  # another part of the page was saved
            start = start._replace(at=concurrent_edits.version())
        else:
            _forget(key)
    widget = f"{key}-{st.session_state.get(turn, 0)}"
    if widget not in st.session_state or is_new:  # drawn for the first time, or again
        st.session_state[edited], start = kept.get(key, (None, None))
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
    elif st.session_state.get(edited) is None and not any(st.session_state[widget].values()):
        start = start if start is not None and rows.equals(start.rows) else None
    st.session_state[place] = start = start or Start(rows, concurrent_edits.version())
    return start


def _forget(key: str) -> None:
    st.session_state[f"{key}_start"] = None
    st.session_state[f"{key}_drafts"] += 1
    st.session_state[_KEPT].pop(key, None)


def _widgets() -> set[str]:
    """Widgets of tables on the page; the session forgets those no longer shown."""
    return {widget for widget in st.session_state.get(_WIDGETS, ()) if widget in st.session_state}


def edits() -> str:
    """Edits of all tables on the page, for comparison with earlier ones."""
    return repr([st.session_state[widget] for widget in sorted(_widgets())])


def are_sent(is_asked: bool, key: str) -> bool:
    """Return True if saving is requested, once edits made just before the click have arrived.

    Without tables on the page this is `is_asked`.

    Parameters
    ----------
    is_asked : bool
        True if the button was used.
    key : str
        Key of the button.
    """
    asked_before = st.session_state.pop(f"{key}_asked", False)
    if not is_asked or not _widgets():
        return is_asked or asked_before
    with turns.released():
        time.sleep(_WAIT)
    st.session_state[f"{key}_asked"] = True
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:  # the whole page reruns
        st.rerun()


def began_with(key: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a table at the start of the edit; `rows` if it was not shown yet."""
    start = st.session_state.get(f"{key}_began")
    return rows if start is None else start.rows


def is_edited(key: str) -> bool:
    """Return True if a table has unsaved edits."""
    return key in st.session_state.get(_KEPT, {})


def put(draft: Draft, rows: pd.DataFrame) -> None:
    """Show a table again, with these rows as its edits."""
    _set_aside(draft, rows)
    st.session_state[f"{draft.key}_drafts"] += 1


def has_edits(draft: Draft) -> bool:
    """Return True if the user changed anything in a drawn table, now or earlier."""
    return draft.is_kept or any(st.session_state[draft.widget].values())


def keep(draft: Draft, now: pd.DataFrame) -> None:
    """Keep the edited rows until they are saved under another key or discarded."""
    if has_edits(draft):
        _set_aside(draft, now)
    else:
        st.session_state[_KEPT].pop(draft.key, None)


def _set_aside(draft: Draft, rows: pd.DataFrame) -> None:
    """Keep rows with labels from 0 on, and the number of stored ones among them."""
    left = int((rows.index.to_numpy() < draft.start.stored).sum())
    st.session_state[_KEPT][draft.key] = rows.reset_index(drop=True), draft.start._replace(left=left)
