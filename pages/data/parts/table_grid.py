"""Rows of any table of the park as an editable grid."""

from typing import Literal

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.contracts import Table
from isdata.data.entry import rows as entry
from isdata.park import parks
from pages.common import navigation, park_facts, screen
from pages.common.data import ask
from pages.common.editing.table_grid import choices_of, edit
from pages.common.language import _, ngettext, reader

MOST = 300  # number of rows shown at once
_HIGH = 1000  # window height from which the grid is higher [px]
_WHOLE, _TALL = 387, 702  # height of ten rows with their heading, and of 19 in a high window [px]
_OF_WHOLE, _OF_TALL = 10, 12  # number of stored rows that fill them, together with the blank ones
_HEADING, _ROW = 37, 35  # heights of the heading and of a row [px]
_AROUND_ON_PHONE = 340  # height of what is above and below the rows on a phone [px]
_FEW = 60  # maximum number of flows of a park still being entered


def show(table: Table, park_id: str, *, words: str, shows_all: bool) -> None:
    """Let the user edit the rows of a table.

    Parameters
    ----------
    table : Table
        Contract of the table.
    park_id : str
        The park.
    words : str
        Search text that the rows shown contain; empty for all.
    shows_all : bool
        Show all columns, including ids, instead of the essential ones.
    """
    stored = ask(entry.rows, table=table.name, park_id=park_id)
    shown = _containing(table, stored, words, park_id).head(MOST)
    about = [] if screen.is_phone() else [table.grain[reader().language]]  # a phone shows the rows first
    if len(shown) < len(stored):
        counts = {"shown": len(shown), "total": len(stored)}
        about.append(_("{shown} of {total} rows. Filter to see others.", **counts))
    else:
        about.append(_count(table, stored, park_id))
    about.append(_invalid(table))
    if table.name == "company" and not screen.is_phone():
        about.append(
            _(
                "New companies begin with “{visibility}”: presented views do not name them.",
                visibility=reader().choice("visibility", "class_band"),
            )
        )
    if "unit" in table and "resource_id" in table:
        about.append(_("An empty unit becomes that of the resource."))
    height: Literal["auto"] | int = "auto"
    if screen.is_phone():
        room = (screen.height() - _AROUND_ON_PHONE) // _ROW
        height = _HEADING + _ROW * min(max(_OF_WHOLE, room), len(shown) + 1)  # with the blank row
    elif len(shown) > _OF_WHOLE:
        height = _TALL if screen.height() >= _HIGH and len(shown) > _OF_TALL else _WHOLE
    edit(
        table,
        shown,
        _columns(table, shows_all=shows_all),
        park_id=park_id,
        alt=reader().sentences(about),
        part=words,
        height=height,
    )
    screen.screen()


def _count(table: Table, stored: pd.DataFrame, park_id: str) -> str:
    """Number of rows; for companies also of those without a site in the park, which other pages do not count."""
    inside = int(ask(parks.summary, park_id=park_id)["companies"].iloc[0]) if table.name == "company" else 0
    if not 0 < inside < len(stored):
        return ngettext("{count} row.", "{count} rows.", len(stored))
    outside = reader().number(len(stored) - inside)
    return _("{count} rows, {outside} outside the park.", count=reader().number(len(stored)), outside=outside)


def _invalid(table: Table) -> str:
    """Number of stored values of a table, in all parks, that break a rule."""
    problems = ask(store.check)
    count = int((problems["table"] == table.name).sum())
    if not count:
        return _("All data valid.")
    return ngettext("{count} value breaks a rule.", "{count} values break a rule.", count)


def offer_next(name: str, park_id: str) -> None:
    """Link from the companies of a new park to its flows, and from its first flows to their diagram."""
    count = len(ask(entry.rows, table=name, park_id=park_id)) if name in ("company", "flow") else 0
    if name == "company" and count and not park_facts.years(park_id):
        st.button(
            _("Next: enter the flows"),
            key="next_table",
            icon=":material/arrow_forward:",
            on_click=st.session_state.update,
            kwargs={"edit_table": "flow"},
        )
    elif name == "flow" and 0 < count <= _FEW:
        navigation.link("flows", _("Show the flows as a picture"), icon=":material/account_tree:")


def _columns(table: Table, *, shows_all: bool) -> list[str]:
    """Columns shown, the essential ones first; with `shows_all` also generated ids."""
    # The name in the other language would take the space of figures in a narrow window.
    other = f"name_{'zh' if reader().language == 'en' else 'en'}"
    first = sorted(entry.primary_columns(table), key=lambda name: name == other)
    if not shows_all:
        return first
    return [*first, *(column.name for column in table.columns if column.name not in (*first, "park_id"))]


def _containing(table: Table, stored: pd.DataFrame, words: str, park_id: str) -> pd.DataFrame:
    """Rows that contain the words, as ids or names."""
    if not words.strip():
        return stored
    texts = stored.astype("string")
    for column in table.columns:
        if column.reference:
            texts[column.name] = stored[column.name].map(choices_of(column, park_id)).astype("string")
    is_found = texts.apply(lambda cells: cells.str.contains(words.strip(), case=False, regex=False))
    return stored.loc[is_found.fillna(False).any(axis=1)].reset_index(drop=True)
