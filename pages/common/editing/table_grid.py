"""Rows of one table as an editable grid: names instead of ids, validation as for an import, and undo."""

import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.contracts import Column, Table
from isdata.data.entry import names
from isdata.data.entry import rows as entry
from isdata.data.i18n import N_, both
from isdata.errors import ProblemsError
from pages.common import form, fragment, park_facts, phone_tables, screen
from pages.common.data import ask, cursor
from pages.common.editing import (
    edited_rows,
    edited_table,
    phone_columns,
    repeated_rows,
    row_names,
    saving,
    signing,
    undoing,
    unsaved,
)
from pages.common.language import _, reader

_SHORT, _BESIDE = 130, 205  # range of widths with one-line names on a phone [px]
_MOST, _FREE = 290, 14  # maximum width of names elsewhere, and free space behind the longest [px]
_BLANK = 20  # number of blank rows offered below the stored ones


def choices_of(column: Column, park_id: str) -> dict[str, str]:
    """Label of each value of a column: of its choices, or of the rows it refers to; empty for other columns."""
    if column.choices:
        return reader().choices(column.choices)
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
    height: Literal["auto", "content"] | int = "auto",
    widths: Mapping[str, int] | None = None,
    labels: Mapping[str, str] | None = None,
) -> None:
    """Let the user change, add and remove rows of a table, and undo the last save.

    Parameters
    ----------
    table : Table
        Contract of the table.
    shown : DataFrame
        Rows, as from `entry.rows`.
    columns : sequence of str
        Columns shown, in order.
    park_id : str
        The park.
    alt : str
        Alternative text.
    given : mapping of str, optional
        Values of new rows in columns not shown.
    part : str
        Distinguishes the rows shown from others of the table: edits of one part are kept while another is shown.
    height : "auto", "content" or int
        Scroll beyond ten rows, show all rows, or a fixed height. [px]
    widths : mapping of str to int, optional
        Width of columns. [px]
    labels : mapping of str to str, optional
        Headings of columns instead of those of the contract; a currency is added to them.
    """
    own_name = f"name_{reader().language}"
    wide = _widths(table, shown, columns) | dict(widths or {})
    columns = sorted(columns, key=lambda name: name != own_name)
    if screen.is_phone() and own_name in columns and not widths:
        columns, wide = phone_columns.fitted(
            table, shown, columns, wide, lambda name: choices_of(table[name], park_id)
        )
    grid = _Grid(
        table,
        shown,
        tuple(columns),
        park_id,
        dict(given or {}),
        f"{zlib.crc32(f'{park_id}|{part}'.encode())}_{saving.save_count(f'grid_{table.name}')}",
    )

    @fragment.independent_fragment  # the rest of the page does not rerun while the user types or pastes rows
    def draw() -> None:
        configured = grid.configured(wide, labels or {})
        edited = grid.edited(configured, height, alt)
        typed = edited_rows.are_typed(edited, configured)  # an empty row in between is ignored
        grid.offer_saving(edited[typed])

    draw()


@dataclass(frozen=True)
class _Grid:
    """Rows of a table in a park while they are edited.

    Attributes
    ----------
    table : Table
    shown : DataFrame
        Rows, as from `entry.rows`.
    columns : tuple of str
        Columns shown, in order.
    park_id : str
    given : mapping of str
        Values of new rows in columns not shown.
    turn : str
        Part of the key of the editor: the rows shown, and how often they were saved.
    """

    table: Table
    shown: pd.DataFrame
    columns: tuple[str, ...]
    park_id: str
    given: dict[str, Any]
    turn: str

    @property
    def key(self) -> str:
        """Key of the table in the session."""
        return f"grid_{self.table.name}"

    @property
    def editor(self) -> str:
        """Key of the editor."""
        return f"{self.key}_{self.turn}"

    def configured(self, widths: Mapping[str, int], labels: Mapping[str, str]) -> dict[str, Any]:
        """Display and editing options of the columns shown."""
        currency = _currency(self.shown, self.park_id)
        return {
            name: self._column(name, widths.get(name), labels.get(name), currency) for name in self.columns
        }

    def _column(self, name: str, width: int | None, label: str | None, currency: str | None) -> Any:
        """Display and editing options of a column: names for references, the unit beside the label."""
        column = self.table[name]
        words, unit = label or column.label[reader().language], form.unit_words(column.unit, currency)
        unit = unit if not label or "currency" in column.unit else ""
        options: dict[str, Any] = {"label": form.with_unit(words, unit)} if unit or label else {}
        if width is not None:
            options["width"] = width
        if column.reference:
            return edited_table.choice_column(
                self.table.name, name, choices_of(column, self.park_id), **{"width": "medium"} | options
            )
        return edited_table.column(self.table.name, name, **options)

    def edited(
        self, configured: Mapping[str, Any], height: Literal["auto", "content"] | int, alt: str
    ) -> pd.DataFrame:
        """Show the rows; return them as edited."""
        return edited_table.edited(
            self.table.name,
            self.shown,
            configured,
            key=self.editor,
            fixed=[name for name in entry.hidden(self.table) if name in self.columns],
            may_grow=True,
            blank=_BLANK,
            height=height,
            given=ask(entry.defaults, table=self.table.name, park_id=self.park_id) | self.given,
            alt=alt,
        )

    def offer_saving(self, typed: pd.DataFrame) -> None:
        """Show signature, “Save” and “Undo”, and store the rows on request."""
        row = st.container(horizontal=True, vertical_alignment="bottom")
        is_edited = unsaved.is_edited(self.editor)
        with row:
            who = signing.signature(is_short=True)
            # Not disabled: a cell being typed is sent by the click on the button.
            kind: Literal["primary", "secondary"] = "primary" if is_edited else "secondary"
            is_asked = st.button(_("Save"), key=f"{self.key}_save", type=kind, icon=":material/save:")
        former = unsaved.began_with(self.editor, self.shown)
        if not signing.is_signed(is_asked, who, key=f"{self.key}_store"):
            self._remind(former, typed)
        elif self._is_meant(former, typed):
            with saving.show_problems(is_table=True):
                self._save(former, _with(typed, self.given), who)
        with row:  # visible below a long table
            undoing.offer(self.table.name, who, has_edits=unsaved.is_edited(self.editor))

    def _is_meant(self, former: pd.DataFrame, edited: pd.DataFrame) -> bool:
        """Return True if no company, stream or flow is entered twice, or the user confirms by saving again."""
        words = repeated_rows.words(self.table, former, edited, self.park_id)
        if not words or st.session_state.get(f"{self.key}_shared") == words:
            st.session_state.pop(f"{self.key}_shared", None)
            return True
        st.session_state[f"{self.key}_shared"] = words
        st.warning(words, icon=":material/content_copy:")
        return False

    def _remind(self, former: pd.DataFrame, edited: pd.DataFrame) -> None:
        """Keep the question visible as long as its rows are duplicates; only then does “Save” confirm it."""
        asked = st.session_state.pop(f"{self.key}_shared", None)
        if asked and asked == repeated_rows.words(self.table, former, edited, self.park_id):
            st.session_state[f"{self.key}_shared"] = asked
            st.warning(asked, icon=":material/content_copy:")

    def _save(self, former: pd.DataFrame, edited: pd.DataFrame, who: str) -> None:
        """Store the changes since the start of the edit; problems name a row by the first of the columns shown."""
        before, name = store.data_version(cursor()), self.table.name
        reason = both(N_("Entered in the table"))
        try:
            version = entry.save(cursor(), name, former, edited, park_id=self.park_id, who=who, reason=reason)
        except ProblemsError as error:  # rows as the user sees them, including empty ones
            problems = _without_following(error.problems)
            places = problems["position"].map(dict(enumerate(edited.index)))
            cells = [
                _first_cells(self.table, edited, place, self.park_id, self.columns)
                for place in problems["position"]
            ]
            raise ProblemsError(problems.assign(position=places.astype("Int64"), cells=cells)) from error
        saving.next_turn(self.key)
        if version == before:
            saving.saved()
        undoing.keep(name, version)
        saving.saved(saving.saved_with_others(before, name))


def _widths(table: Table, shown: pd.DataFrame, columns: Sequence[str]) -> dict[str, int]:
    """Width of the columns with names by name; a phone has one of them, which is pinned. [px]"""
    language = reader().language
    if screen.is_phone():
        own_name = f"name_{language}"
        return {own_name: _name_width(shown[own_name])} if own_name in columns else {}
    return {
        name: _whole(shown[name], table[name].label[language]) for name in columns if name.startswith("name_")
    }


def _name_width(names: pd.Series) -> int:
    """Width of pinned names on a phone: one line if the other columns fit beside it. [px]"""
    longest = max(map(phone_tables.letters, names), default=0.0)
    return math.ceil(longest) if _SHORT <= longest <= _BESIDE else edited_table.PINNED


def _whole(names: pd.Series, label: str) -> int:
    """Width that shows names and heading completely, within a limit. [px]"""
    longest = max(map(phone_tables.letters, names), default=0.0)
    return math.ceil(min(max(longest + _FREE, phone_tables.edited_heading(label)), _MOST))


def _with(edited: pd.DataFrame, given: Mapping[str, Any]) -> pd.DataFrame:
    """Rows with the given values added to new ones."""
    is_new = edited[entry.KEY].isna()
    return edited.assign(
        **{
            name: edited[name].astype(object).mask(is_new & edited[name].isna(), value)
            for name, value in given.items()
        }
    )


def _first_cells(
    table: Table, rows: pd.DataFrame, place: Any, park_id: str, columns: Sequence[str]
) -> list[str]:
    """Texts of the first cells of a row."""
    if pd.isna(place):
        return []
    row = rows.iloc[[int(place)]].astype(object)
    texts = row.assign(**{name: row[name].replace(choices_of(table[name], park_id)) for name in columns})
    return row_names.first_cells(texts, columns, 0)


def _without_following(problems: pd.DataFrame) -> pd.DataFrame:
    """Problems without empty units of rows with an empty resource, because the resource gives its unit."""
    is_missing = problems["rule"] == "missing"
    nameless = problems.loc[is_missing & (problems["column"] == "resource_id"), "position"]
    return problems[~(is_missing & (problems["column"] == "unit") & problems["position"].isin(nameless))]


def _currency(shown: pd.DataFrame, park_id: str) -> str | None:
    """Currency of all money in the rows, in the reader's notation; None if there are several or none is stated."""
    if "currency" not in shown:
        return None
    known = shown["currency"].dropna().unique()
    found = known if len(known) else [park_facts.currency(park_id)]
    return reader().currency(str(found[0])) if len(found) == 1 else None
