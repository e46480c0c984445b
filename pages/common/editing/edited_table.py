"""Tables edited in place by the facilitator; columns, choices and limits come from the contracts."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st

from isdata.data import contracts
from pages.common import phone_tables, screen, text_room
from pages.common.data import derive
from pages.common.editing import (
    cell_notes,
    edited_rows,
    grid_keys,
    grid_place,
    row_names,
    typed_cells,
    unsaved,
)
from pages.common.editing.table_editor import TableEditor
from pages.common.editing.typed_cells import Reading
from pages.common.language import _, reader

_NAME = 190  # width of the names [px]
PINNED, _WRAPPED = (
    170,
    66,
)  # width of long names on a phone, and height of their rows with wrapped names [px]


def column(table: str, name: str, **more: Any) -> Any:
    """Display and editing options of a table's column, by its contract."""
    about = contracts.tables()[table][name]
    common: dict[str, Any] = _common(table, name) | more
    if about.is_year:
        common = {"format": "%d"} | common
    if about.choices:
        words = reader().choices(about.choices)
        return st.column_config.SelectboxColumn(
            options=list(words), format_func=lambda value: words.get(str(value), str(value)), **common
        )
    if about.type in ("number", "integer"):
        # Without limits: the browser would change 50 to the maximum of 1. The check on saving names row and column.
        return st.column_config.NumberColumn(
            step=1 if about.type == "integer" else None,
            **common,
        )
    if about.type == "date":
        # A year with too many digits would be stored as a missing date.
        return st.column_config.DateColumn(
            min_value=typed_cells.FIRST_DAY, max_value=typed_cells.LAST_DAY, **common
        )
    if about.type == "flag":
        return st.column_config.CheckboxColumn(**common)
    return st.column_config.TextColumn(**common)


def choice_column(table: str, name: str, words: Mapping[str, str], **more: Any) -> Any:
    """Column configuration for references to other rows, shown by name; `edited` interprets typed names."""
    return st.column_config.SelectboxColumn(
        options=list(words),
        format_func=lambda value: words.get(str(value), str(value)),
        **_common(table, name) | more,
    )


def columns(table: str, names: Sequence[str], **own: Any) -> dict[str, Any]:
    """Column configurations of a table in contract order, some replaced by `own` configurations."""
    return {name: own[name] if name in own else column(table, name) for name in names}


def named_columns(table: str, names: Sequence[str], label: str, **own: Any) -> dict[str, Any]:
    """Columns as `columns`, with the wide name column in the reader's language first, labelled `label`."""
    name = f"name_{reader().language}"
    width = (
        PINNED if screen.is_phone() else "large"
    )  # pinned there: a wider one would leave no space for the others
    return {name: column(table, name, label=label, width=width)} | columns(table, names, **own)


def _common(table: str, name: str) -> dict[str, Any]:
    whole = contracts.tables()[table]
    about, language = whole[name], reader().language
    return {
        "label": about.label[language],
        "help": about.meaning[language],
        # An empty unit is replaced by that of the resource.
        "required": about.required == "yes" and not (name == "unit" and "resource_id" in whole),
        # Names are pinned on a phone only: Streamlit greys pinned columns as if they were not editable.
        "pinned": name == f"name_{language}" and screen.is_phone(),
        "width": _NAME if name == f"name_{language}" else None,
    }


def edited(
    table: str,
    rows: pd.DataFrame,
    shown: Mapping[str, Any],
    *,
    key: str,
    fixed: Sequence[str] = (),
    may_grow: bool = False,
    blank: int = 3,
    height: Literal["auto", "content"] | int = "content",
    row_height: int | None = None,
    given: Mapping[str, Any] | None = None,
    alt: str,
) -> pd.DataFrame:
    """Show an editable table; return its current rows, including incomplete ones.

    Blank rows are returned only above a typed one or if the user added them. A new row gets the initial values (`default`)
    of its columns once it has an entry.

    Parameters
    ----------
    table : str
        Table whose columns the rows contain, among others.
    rows : DataFrame
    shown : mapping of str to column configuration
        Columns shown, in order; others are unchanged.
    key : str
        Key of the widget.
    fixed : sequence of str
        Columns that cannot be changed.
    may_grow : bool
        True if rows can be added and removed.
    blank : int
        Number of blank rows offered below the others, if `may_grow`.
    height : "auto", "content" or int
        Scroll beyond ten rows, show all rows, or a fixed height. [px]
    row_height : int, optional
        Row height if a visible text is longer than its column and wrapped; by default it is cut after one line. [px]
    given : mapping of str, optional
        Values filled into empty cells of new rows when stored, by column.
    alt : str
        Alternative text.
    """
    editor = TableEditor(table, derive(edited_rows.typed, table, rows), shown, fixed, given or {}, may_grow)
    draft = unsaved.begin(key, editor.before, (list(shown), editor.columns))
    forms = editor.forms(draft.rows, blank if may_grow and not draft.is_kept else 0)
    with st.container(gap=None):
        st.caption(_explained(alt, editor))
        grid_keys.listen(key)
    look = {
        "alt": alt,
        "height": height,
        "row_height": _row_height(row_height, shown, forms.own),
        "column_config": editor.explained(forms),
    }
    now = st.data_editor(
        forms.texts,
        column_order=list(shown),
        disabled=list(fixed),
        num_rows="dynamic" if may_grow else "fixed",
        hide_index=True,
        placeholder="",
        **unsaved.unchanged_look(draft, look),
        key=draft.widget,
    )
    if not unsaved.has_edits(draft):  # usual case: the rows are as stored
        unsaved.keep(draft, draft.rows)
        cell_notes.state(editor.typed, Reading(draft.rows), draft)
        return draft.rows.copy()
    grid_place.keep(draft.key, draft.widget)
    coded = editor.coded(now)
    found = editor.read(coded, forms)
    unsaved.keep(draft, found.rows)
    unsaved.announce(draft)
    missing = editor.missing(found.rows)
    cell_notes.state(
        editor.typed, found, draft, missing, lambda row: row_names.first_cells(coded, [*shown], row - 1)
    )
    return editor.values(found.rows, forms, draft.start.stored)


def _row_height(given: int | None, shown: Mapping[str, Any], rows: pd.DataFrame) -> int | None:
    """Height of rows with wrapped texts, if needed; None for one line. [px]"""
    if given is None or rows.empty:
        return _name_height(shown, rows)
    widths = {name: config.get("width") for name, config in shown.items()}
    # Streamlit does not wrap text in lower rows.
    return max(given, _WRAPPED) if text_room.is_broken(rows[list(shown)], widths) else None


def _name_height(shown: Mapping[str, Any], rows: pd.DataFrame) -> int | None:
    """Height of rows on a phone if a name is longer than its column; by default one line. [px]"""
    name = f"name_{reader().language}"
    if not screen.is_phone() or name not in shown or rows.empty:
        return None
    width = shown[name].get("width")
    lines = phone_tables.lines(rows[name], width if isinstance(width, int) else _NAME)
    return phone_tables.height(lines) if lines > 1 else None


def _explained(alt: str, editor: TableEditor) -> str:
    """Text above a table: contents, required columns, and input of Chinese."""
    is_starred = editor.may_grow and any(each["required"] for each in editor.shown.values())
    needed = _("* required.") if is_starred else ""
    # The cell that is only selected has no field in which an input method could compose characters.
    typing = (
        _("To type Chinese into a cell, press Enter or double-click it first.")
        if reader().language == "zh"
        else ""
    )
    between = {".": " ", "。": ""}.get(alt[-1:], " · ")
    return between.join(filter(None, [alt, reader().sentences([needed, typing])]))
