"""Rows of one table as an editable grid: names instead of ids, checked as an import, undone as any change."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.contracts import Column, Table
from isdata.data.entry import names
from isdata.data.entry import rows as entry
from isdata.data.i18n import N_, both
from pages.common import editing, form, fragment, saving, signing, undoing, unsaved
from pages.common.data import ask, cursor
from pages.common.language import _, reader

_BLANK = 8  # rows offered below those that are stored


def choices_of(column: Column, park_id: str) -> dict[str, str]:
    """Names by id that a column may refer to."""
    if column.reference is None:
        return {}
    return ask(names.names, table=column.reference[0], park_id=park_id, language=reader().language)


def edit(
    table: Table,
    shown: pd.DataFrame,
    columns: Sequence[str],
    *,
    park_id: str,
    alt: str,
    given: Mapping[str, Any] | None = None,
    part: str = "",
    height: Literal["auto", "content"] = "auto",
    widths: Mapping[str, int] | None = None,
) -> None:
    """Let the reader change rows of a table, add and remove some, and undo what was saved last.

    Parameters
    ----------
    table : Table
        Contract of the table.
    shown : DataFrame
        The rows, as from `entry.rows`.
    columns : sequence of str
        Those shown, in order.
    park_id : str
        The park.
    alt : str
        What the table says.
    given : mapping of str, optional
        Values of new rows in columns that are not shown.
    part : str
        What distinguishes the rows shown from others of the table: edits of one part stay when another is shown.
    height : "auto" or "content"
        Whether it scrolls beyond ten rows, or shows all.
    widths : mapping of str to int, optional
        Width of columns. [px]
    """
    key, own_name = f"grid_{table.name}", f"name_{reader().language}"
    editor = f"{key}_{zlib.crc32(f'{park_id}|{part}'.encode())}_{saving.turn(key)}"
    ordered = sorted(columns, key=lambda name: name != own_name)

    @fragment.alone  # the rest of the page does not run while somebody types or pastes rows
    def grid() -> None:
        edited = editing.edited(
            table.name,
            shown,
            {name: _column(table, name, park_id, (widths or {}).get(name)) for name in ordered},
            key=editor,
            fixed=[name for name in entry.hidden(table) if name in columns],
            may_grow=True,
            blank=_BLANK,
            height=height,
            alt=alt,
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            who = signing.who(is_short=True)
            is_asked = st.button(_("Save"), key=f"{key}_save", type="primary", icon=":material/save:")
        if signing.is_signed(is_asked, who, key=f"{key}_store"):
            with saving.worded():
                former = unsaved.began_with(editor, shown)
                _save(table, former, _with(edited, given or {}), park_id, who, key)
        undoing.offer(table.name, who)

    grid()


def _with(edited: pd.DataFrame, given: Mapping[str, Any]) -> pd.DataFrame:
    """Rows, the new ones with what is given for them."""
    is_new = edited[entry.KEY].isna()
    return edited.assign(
        **{
            name: edited[name].astype(object).mask(is_new & edited[name].isna(), value)
            for name, value in given.items()
        }
    )


def _save(table: Table, former: pd.DataFrame, edited: pd.DataFrame, park_id: str, who: str, key: str) -> None:
    """Store the changes of the rows that the reader began with."""
    before = store.data_version(cursor())
    reason = both(N_("Entered in the table"))
    version = entry.save(cursor(), table.name, former, edited, park_id=park_id, who=who, reason=reason)
    saving.next_turn(key)
    if version == before:
        saving.saved()
    undoing.keep(table.name, version)
    touched = store.ask(cursor(), "changed_tables", version=version).set_index("table_name").loc[table.name]
    saving.saved(saving.saved_words(int(touched["added"] + touched["changed"]), int(touched["removed"])))


def _column(table: Table, name: str, park_id: str, width: int | None = None) -> Any:
    """Display and editing options of a column: names for references, the unit beside the label."""
    column = table[name]
    unit = form.unit_words(column.unit)
    label: dict[str, Any] = {"label": f"{column.label[reader().language]} [{unit}]"} if unit else {}
    if width is not None:
        label["width"] = width
    if column.reference:
        return editing.choice_column(table.name, name, choices_of(column, park_id), width="medium", **label)
    return editing.column(table.name, name, **label)
