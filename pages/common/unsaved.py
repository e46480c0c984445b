"""Edits of a table that are not saved yet: they stay while others store rows, and when the reader comes back to the page."""

import time
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitAPIException

from pages.common import meanwhile, turns
from pages.common.language import _

_KEPT = "unsaved_rows"  # by key of the table: the rows as edited, and what they began with
_WIDGETS = "unsaved_widgets"  # of the tables drawn last
_WAIT = 0.25  # the browser sends an edit 150 ms after it was made, and a click at once [s]


class Start(NamedTuple):
    """Rows of a table when the reader began to edit it.

    Attributes
    ----------
    rows : DataFrame
        The rows as stored then.
    at : tuple of str and int
        Database file, and version of the data.
    left : int, optional
        Number of these rows that the edits left, which come first; by default all.
    """

    rows: pd.DataFrame
    at: tuple[str, int]
    left: int | None = None

    @property
    def stored(self) -> int:
        """Number of stored rows at the beginning of what the table shows; those below them are new."""
        return len(self.rows) if self.left is None else self.left


class Draft(NamedTuple):
    """Initial content of an editable table.

    Attributes
    ----------
    key, widget : str
        Of the table, and of the widget that shows it.
    rows : DataFrame
        The rows, with earlier edits.
    start : Start
        What the edits began with, whatever others stored since.
    is_kept : bool
        Whether there are earlier edits.
    """

    key: str
    widget: str
    rows: pd.DataFrame
    start: Start
    is_kept: bool


def begin(key: str, rows: pd.DataFrame) -> Draft:
    """Rows of a table as the reader left them; offers to discard the edits.

    Rows that others store meanwhile are shown once nothing is edited any more.

    Parameters
    ----------
    key : str
        Of the table.
    rows : DataFrame
        The rows as stored.
    """
    turn, edited = f"{key}_drafts", f"{key}_start"
    start = _start(key, rows)
    if st.session_state.get(edited) is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            _mark()
            if st.button(_("Discard them"), key=f"{key}_discard", type="tertiary"):
                _forget(key)
                st.rerun()
    known = st.session_state.get(edited)
    widget = f"{key}-{st.session_state[turn]}"
    meanwhile.note(key, start.at)
    st.session_state[_WIDGETS] = {*_widgets(), widget}
    return Draft(key, widget, start.rows if known is None else known, start, known is not None)


def announce(draft: Draft) -> None:
    """State below a table that the reader has just changed cells of it; kept edits are stated above it already."""
    if has_edits(draft) and not draft.is_kept:
        _mark()


def _mark() -> None:
    st.badge(_("Edits that are not saved yet"), icon=":material/edit:", color="orange")


def _start(key: str, rows: pd.DataFrame) -> Start:
    """What the edits of a table began with, or begin with now."""
    turn, edited, place = f"{key}_drafts", f"{key}_start", f"{key}_began"
    kept = st.session_state.setdefault(_KEPT, {})
    start = st.session_state.get(place)
    if meanwhile.has_stored(key) and start is not None:
        if rows.equals(start.rows):  # another part of the page was saved
            start = start._replace(at=meanwhile.version())
        else:
            _forget(key)
    widget = f"{key}-{st.session_state.get(turn, 0)}"
    if widget not in st.session_state:  # drawn for the first time, or again
        st.session_state[edited], start = kept.get(key, (None, None))
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
    elif st.session_state.get(edited) is None and not any(st.session_state[widget].values()):
        start = start if start is not None and rows.equals(start.rows) else None
    st.session_state[place] = start = start or Start(rows, meanwhile.version())
    return start


def _forget(key: str) -> None:
    st.session_state[f"{key}_start"] = None
    st.session_state[f"{key}_drafts"] += 1
    st.session_state[_KEPT].pop(key, None)


def _widgets() -> set[str]:
    """Tables on the page; the session forgets what a page no longer shows."""
    return {widget for widget in st.session_state.get(_WIDGETS, ()) if widget in st.session_state}


def edits() -> str:
    """Edits of all tables on the page, to compare with earlier ones."""
    return repr([st.session_state[widget] for widget in sorted(_widgets())])


def are_sent(is_asked: bool, key: str) -> bool:
    """Return whether to save, once the edits made just before the click are here.

    Without tables on the page this is `is_asked`.

    Parameters
    ----------
    is_asked : bool
        Whether the button was used.
    key : str
        Of the button.
    """
    asked_before = st.session_state.pop(f"{key}_asked", False)
    if not is_asked or not _widgets():
        return is_asked or asked_before
    with turns.left_to_others():
        time.sleep(_WAIT)
    st.session_state[f"{key}_asked"] = True
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:  # the whole page runs
        st.rerun()


def began_with(key: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a table when the reader began to edit it; `rows` where it was not shown yet."""
    start = st.session_state.get(f"{key}_began")
    return rows if start is None else start.rows


def is_edited(key: str) -> bool:
    """Whether a table has edits that are not saved yet."""
    return key in st.session_state.get(_KEPT, {})


def put(draft: Draft, rows: pd.DataFrame) -> None:
    """Show a table again, with these rows as its edits."""
    _set_aside(draft, rows)
    st.session_state[f"{draft.key}_drafts"] += 1


def has_edits(draft: Draft) -> bool:
    """Whether the reader changed anything in a table that is drawn, now or before."""
    return draft.is_kept or any(st.session_state[draft.widget].values())


def keep(draft: Draft, now: pd.DataFrame) -> None:
    """Keep the rows as edited, until they are saved under another key or discarded."""
    if has_edits(draft):
        _set_aside(draft, now)
    else:
        st.session_state[_KEPT].pop(draft.key, None)


def _set_aside(draft: Draft, rows: pd.DataFrame) -> None:
    """Keep rows under labels from 0 on, with the number of stored ones among them."""
    left = int((rows.index.to_numpy() < draft.start.stored).sum())
    st.session_state[_KEPT][draft.key] = rows.reset_index(drop=True), draft.start._replace(left=left)
