"""Cells of names, numbers and dates that are typed as text: read as an import reads them; `cell_notes` states what was read or refused.

Choices in a cell take the first option that contains what was typed, cells for numbers drop commas, those for dates mix day and month.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.data.contracts import Column, Table
from isdata.data.entry import typed_names, typed_numbers
from isdata.data.ingest import days, numbers
from pages.common import number_field, tables
from pages.common.data import ask
from pages.common.language import _, reader

FIRST_DAY, LAST_DAY = dt.date(1800, 1, 1), dt.date(2199, 12, 31)  # of a cell
_LONG = 8  # characters of a number as people type it; longer ones were computed
_GROUPED, _THIN = 4, "\u202f"  # digits from which a number has groups, and the space between them


@dataclass(frozen=True)
class Typed:
    """Columns of a table whose cells are typed as text.

    Attributes
    ----------
    table : Table
    words : dict of str to dict
        Names by id that a column of references may hold, by column.
    numbers, dates : list of str
        Columns of numbers, and of days.
    """

    table: Table
    words: dict[str, dict[str, str]]
    numbers: list[str]
    dates: list[str]


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be read.

    Attributes
    ----------
    row : object
        Label of the row.
    place : int
        Number of the row, from 1.
    column, text : str
        Name of the column, and what is typed.
    problem : str
        What is wrong with it, in the reader's words.
    near : tuple of str
        Ids that may be meant, where it is a name.
    likely : str or None
        The one of these that can be accepted without a choice.
    """

    row: Any
    place: int
    column: str
    text: str
    problem: str
    near: tuple[str, ...] = ()
    likely: str | None = None


@dataclass
class Reading:
    """Rows as they were read: what cannot be read stays a text in them.

    Attributes
    ----------
    rows : DataFrame
    faults : list of Fault
    notes : list of str
        How cells were read that are not written as they are shown.
    """

    rows: pd.DataFrame
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def of(table: str, stored: pd.DataFrame, shown: Mapping[str, Any], fixed: Sequence[str]) -> Typed:
    """Return the columns of a table that are typed as text: references, numbers and dates that may be changed.

    Parameters
    ----------
    table : str
    stored : DataFrame
        Its rows; what they refer to beyond the choices stays as it is.
    shown : mapping of str to column configuration
    fixed : sequence of str
        Columns that cannot be changed.
    """
    about = contracts.tables()[table]
    words, numbers, dates = {}, [], []
    for name in (name for name in shown if name in about and name not in fixed):
        kind = shown[name]["type_config"]
        if about[name].reference and kind["type"] == "selectbox":
            words[name] = {each["value"]: each["label"] for each in kind["options"]}
            words[name] |= {key: key for key in stored[name].dropna() if key not in words[name]}
        elif about[name].type in ("number", "integer") and kind["type"] == "number":
            numbers.append(name)
        elif about[name].type == "date" and kind["type"] == "date":
            dates.append(name)
    return Typed(about, words, numbers, dates)


def configured(typed: Typed, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return column configurations with text in place of choices, numbers and dates."""
    text = st.column_config.TextColumn()["type_config"]
    changed = {}
    for name, column in shown.items():
        if name in typed.words:
            changed[name] = {**column, "type_config": text}
        elif name in typed.numbers:
            first = column["default"]
            default = None if first is None else typed_numbers.written(first)
            changed[name] = {**column, "type_config": text, "alignment": "right", "default": default}
        elif name in typed.dates:
            changed[name] = {**column, "type_config": text, "default": None}
        else:
            changed[name] = column
    return changed


def texts(typed: Typed, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with names in place of ids, numbers and days as the reader writes them; what could not be read is as typed."""
    cells = {
        name: rows[name].map(lambda key, known=known: known.get(key, key), na_action="ignore")
        for name, known in typed.words.items()
        if name in rows
    }
    cells |= {
        name: rows[name].map(partial(_written, is_year=typed.table[name].is_year), na_action="ignore")
        for name in typed.numbers
        if name in rows
    }
    day = lambda cell: cell if isinstance(cell, str) else reader().date(cell)  # noqa: E731
    cells |= {name: rows[name].map(day, na_action="ignore") for name in typed.dates if name in rows}
    return rows.assign(**{name: column.astype("string") for name, column in cells.items()})


def _written(value: Any, *, is_year: bool) -> str:
    """A number as a cell shows it, with groups of three digits where it is no year."""
    if isinstance(value, str):
        return value
    text = typed_numbers.written(float(value))
    if len(text) > _LONG:  # as in other tables; the stored number stays as it is
        text = typed_numbers.written(tables.rounded(float(value)))
    return text if is_year else grouped(text)


def grouped(text: str) -> str:
    """Return a written number with groups of three digits: commas for who reads them so elsewhere, too, else thin spaces."""
    whole, point, rest = text.partition(".")
    if len(whole.lstrip("-")) < _GROUPED or not whole.lstrip("-").isdigit():
        return text
    sign = "," if reader().number(1000) == "1,000" else _THIN
    return f"{int(whole):,}".replace(",", sign) + point + rest


def notation(cells: Iterable[Any]) -> str:
    """Notation of a column that this reader edits, by its cells."""
    texts = (cell for cell in cells if isinstance(cell, str))
    return numbers.of_column(texts, typed_numbers.notation(reader()))


def number(text: str, column: Column, **of: str) -> typed_numbers.Typed:
    """Return what a cell means; one that is written as the column shows numbers needs no remark.

    Parameters
    ----------
    text : str
    column : Column
    **of : str
        Unit and currency of the row, and the notation of the column.
    """
    found = typed_numbers.read(text, column, **of)
    is_as_shown = found.value is not None and text == grouped(typed_numbers.written(found.value))
    return replace(found, is_plain=True) if is_as_shown else found


def read(typed: Typed, now: pd.DataFrame, shown: pd.DataFrame, before: pd.DataFrame) -> Reading:
    """Return rows as typed: ids in place of names, numbers and days in place of what was written.

    Parameters
    ----------
    typed : Typed
    now, shown : DataFrame
        Texts as they are now, and as they were shown; the same row has the same label.
    before : DataFrame
        What stands in the rows shown.
    """
    found = Reading(now.copy())
    for name in (*typed.words, *typed.numbers, *typed.dates):
        if name not in now:
            continue
        cells: list[Any] = [None if pd.isna(text) else str(text).strip() or None for text in now[name]]
        known = {
            label: (text, value)
            for label, text, value in zip(shown.index, shown[name], before[name], strict=True)
        }
        values = _names(typed, name, cells, now, found) if name in typed.words else None
        written = notation(cells) if name in typed.numbers else ""
        for place, (label, text) in enumerate(zip(now.index, cells, strict=True)):
            same, value = known.get(label, (None, None))
            if text is not None and not pd.isna(same) and text == same and not isinstance(value, str):
                cells[place] = value  # all its digits
            elif values is not None:
                cells[place] = values.get(text, text) if text else None
            elif text is not None and name in typed.dates:
                cells[place] = _day(typed.table[name], text, now.index[place], place, found)
            elif text is not None:
                cells[place] = _number(typed.table[name], text, now.iloc[place], place, found, written)
        found.rows[name] = pd.Series(
            cells, index=now.index, dtype="string" if name in typed.words else object
        )
    return found


def _names(
    typed: Typed, name: str, cells: Sequence[str | None], now: pd.DataFrame, found: Reading
) -> dict[str, str]:
    """Return the ids that texts of a column mean; note those that mean none."""
    words = typed.words[name]
    own = {label: key for key, label in words.items()}
    other = sorted({text for text in cells if text and text not in own})
    (table, _key) = typed.table[name].reference or ("", "")
    meant = ask(typed_names.read, table=table, texts=other, words=words) if other else {}
    label = typed.table[name].label[reader().language]
    for place, text in enumerate(cells):
        if text and text in meant and meant[text].id is None:
            problem = _("“{value}” is not a name in “{column}”.", value=text, column=label)
            proposed = meant[text].near, meant[text].likely
            found.faults.append(Fault(now.index[place], place + 1, name, text, problem, *proposed))
    for text, each in meant.items():
        if each.id is not None and text.casefold() != words[each.id].casefold():
            found.notes.append(_("“{value}” is read as {meaning}.", value=text, meaning=words[each.id]))
    return own | {text: each.id for text, each in meant.items() if each.id is not None}


def _number(
    column: Column, text: str, row: pd.Series, place: int, found: Reading, written: str
) -> float | str:
    """Return the number that a text means, or the text; note what is not just as written."""
    unit, currency = (str(row[name]) if pd.notna(row.get(name)) else "" for name in ("unit", "currency"))
    meant = number(text, column, unit=unit, currency=currency, notation=written)
    if meant.value is None:
        found.faults.append(_fault(column, text, row.name, place, meant.problem(reader())))
        return text
    if not meant.is_plain:
        amount = reader().as_published(
            meant.value, number_field.stated_unit(column.unit.replace("unit", unit or "unit"), currency)
        )
        found.notes.append(_("“{value}” is read as {meaning}.", value=text, meaning=amount))
    return meant.value


def _day(column: Column, text: str, row: Any, place: int, found: Reading) -> dt.date | str:
    """Return the day that a text means, or the text; note what is not written as year-month-day."""
    day = days.parse(text)
    if day.value is not None and FIRST_DAY <= day.value <= LAST_DAY:
        written = reader().date(day.value)
        if text not in (day.value.isoformat(), written):
            found.notes.append(_("“{value}” is read as {meaning}.", value=text, meaning=written))
        return day.value
    problem = _("“{value}” is not a date. Write it as year-month-day, such as 2024-05-17.", value=text)
    if day.details:
        problem = _(
            "“{value}” may mean {first} or {second}. Write one of the two.", value=text, **day.details
        )
    found.faults.append(_fault(column, text, row, place, problem))
    return text


def _fault(column: Column, text: str, row: Any, place: int, problem: str) -> Fault:
    words = _("{a}: {b}", a=column.label[reader().language], b=problem)
    return Fault(row, place + 1, column.name, text, words)


def values(typed: Typed, rows: pd.DataFrame, types: Mapping[str, Any]) -> pd.DataFrame:
    """Return rows whose numbers and days have the type of the contract; what cannot be read is missing."""
    return rows.assign(
        **{
            name: rows[name].map(lambda cell: None if isinstance(cell, str) else cell).astype(types[name])
            for name in (*typed.numbers, *typed.dates)
            if name in rows
        }
    )
