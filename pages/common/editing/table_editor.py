"""An editable table: its rows as texts in the reader's language, and what is typed as rows to store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from isdata.data.i18n import N_
from pages.common.data import derive
from pages.common.editing import choice_cells, edited_rows, typed_cells
from pages.common.language import reader


@dataclass(frozen=True)
class Forms:
    """Rows offered for editing, in three forms with the same labels.

    Attributes
    ----------
    stored : DataFrame
        As stored or edited before, with the blank rows offered below.
    own : DataFrame
        Values in the reader's language.
    texts : DataFrame
        As shown in the editor.
    halves : list of str
        Columns shown with one language of a bilingual text.
    """

    stored: pd.DataFrame
    own: pd.DataFrame
    texts: pd.DataFrame
    halves: list[str]


@dataclass(frozen=True)
class TableEditor:
    """Columns of an editable table, and the rules to show and to read its cells.

    Attributes
    ----------
    table : str
        Table whose columns the rows contain, among others.
    before : DataFrame
        Rows as stored, with the types of the contract.
    shown : mapping of str to column configuration
        Columns shown, in order.
    fixed : sequence of str
        Columns that cannot be changed.
    given : mapping of str
        Values filled into empty cells of new rows when stored, by column.
    may_grow : bool
        True if rows can be added and removed.
    """

    table: str
    before: pd.DataFrame
    shown: Mapping[str, Any]
    fixed: Sequence[str]
    given: Mapping[str, Any]
    may_grow: bool

    @cached_property
    def typed(self) -> typed_cells.Typed:
        """Columns of names, numbers and dates, typed as text."""
        return typed_cells.of(self.table, self.before, self.shown, self.fixed)

    @cached_property
    def _choices(self) -> choice_cells.Choices:
        return choice_cells.of(self.table, self.shown)

    @property
    def columns(self) -> dict[str, Any]:
        """Column configurations for the texts, with the initial value of a column in its help."""
        words = choice_cells.configured(self._choices, typed_cells.configured(self.typed, self.shown))
        columns = edited_rows.without_initial(words)
        if not self.may_grow:
            return columns
        initial = edited_rows.initial_words(self.table, self.shown, self.given)
        return edited_rows.growing(edited_rows.explained(columns, initial))

    def explained(self, forms: Forms) -> dict[str, Any]:
        """Columns as `columns`; the help of those shown with one language states where to enter the other."""
        language = reader().text(N_("Enter the English text here, the Chinese text on the Chinese page."))
        halves = {name: language for name in forms.halves if name not in self.fixed}
        return edited_rows.explained(self.columns, halves)

    def forms(self, rows: pd.DataFrame, blank: int) -> Forms:
        """Rows for editing, followed by a number of blank ones."""
        stored = edited_rows.with_blank(rows, blank, self.shown)
        own = derive(edited_rows.in_own_language, self.table, stored, reader())
        halves = [name for name in self.shown if not own[name].equals(stored[name])]
        own = edited_rows.in_words(own)
        texts = choice_cells.texts(self._choices, typed_cells.texts(self.typed, own))
        return Forms(stored, own, texts, halves)

    def coded(self, now: pd.DataFrame) -> pd.DataFrame:
        """Edited texts with codes of choices instead of their labels."""
        return choice_cells.codes(self.table, self._choices, now)

    def read(self, coded: pd.DataFrame, forms: Forms) -> typed_cells.Reading:
        """Parse the edited rows, as from `coded`."""
        found = typed_cells.read(self.typed, coded, forms.texts, forms.own)
        found.rows = edited_rows.in_both_languages(found.rows, forms.own, forms.stored)
        return found

    def missing(self, rows: pd.DataFrame) -> list[tuple[int, str]]:
        """Row (from 1) and column of each required empty cell."""
        return edited_rows.missing(rows, self.shown, self.given, self.fixed) if self.may_grow else []

    def values(self, rows: pd.DataFrame, forms: Forms, stored: int) -> pd.DataFrame:
        """Rows in stored form, with initial values in new rows and without blank ones at the end.

        Parameters
        ----------
        rows : DataFrame
            Rows as parsed.
        forms : Forms
            Rows offered for editing.
        stored : int
            Number of stored rows, which come first.
        """
        types = self.before.dtypes
        rows = typed_cells.values(self.typed, edited_rows.as_stored(self.table, rows, forms.stored), types)
        if not self.may_grow:
            return rows
        rows = edited_rows.with_initial(rows, self.shown, stored)
        return edited_rows.without_trailing_blanks(rows, forms.own.index, self.shown)
