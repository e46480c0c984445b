"""Cells of names, numbers and dates typed as text and parsed as in an import; `cell_notes` shows the result.

Streamlit's choice cells take the first option that contains the typed text, number cells drop commas, and date cells
confuse day and month.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.data.contracts import Column, Table
from isdata.data.entry import typed_names, typed_numbers
from isdata.data.ingest import days
from isdata.data.naming import sectors
from pages.common import number_field
from pages.common.data import ask
from pages.common.editing import number_cells
from pages.common.language import _, reader

FIRST_DAY, LAST_DAY = dt.date(1800, 1, 1), dt.date(2199, 12, 31)  # of a cell


@dataclass(frozen=True)
class Typed:
    """Columns of a table with cells typed as text.

    Attributes
    ----------
    table : Table
    words : dict of str to dict
        Permitted names by id, by column of references or industries.
    numbers, dates : list of str
        Columns of numbers, and of days.
    """

    table: Table
    words: dict[str, dict[str, str]]
    numbers: list[str]
    dates: list[str]


@dataclass(frozen=True)
class Fault:
    """An unreadable cell.

    Attributes
    ----------
    row : object
        Label of the row.
    place : int
        Number of the row, from 1.
    column, text : str
        Name of the column, and typed text.
    problem : str
        Explanation of the problem, in the reader's language.
    near : tuple of str
        Ids that may be meant, for a name.
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
    """Rows as parsed; unreadable cells remain texts.

    Attributes
    ----------
    rows : DataFrame
    faults : list of Fault
    notes : list of str
        Notes on cells whose parsed value is displayed differently from the typed text.
    """

    rows: pd.DataFrame
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def of(table: str, stored: pd.DataFrame, shown: Mapping[str, Any], fixed: Sequence[str]) -> Typed:
    """Columns of a table that are typed as text: editable references, industries, numbers and dates.

    Parameters
    ----------
    table : str
    stored : DataFrame
        Rows of the table; their references outside the choices are unchanged.
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
        elif sectors.is_column(about[name]):
            codes = {*sectors.divisions(), *stored[name].dropna()}
            words[name] = {code: sectors.code_with_name(code, reader().language) for code in sorted(codes)}
        elif about[name].type in ("number", "integer") and kind["type"] == "number":
            numbers.append(name)
        elif about[name].type == "date" and kind["type"] == "date":
            dates.append(name)
    return Typed(about, words, numbers, dates)


def configured(typed: Typed, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Column configurations with text instead of choices, numbers and dates."""
    text = st.column_config.TextColumn()["type_config"]
    changed = {}
    for name, column in shown.items():
        if name in typed.words:
            changed[name] = {**column, "type_config": text}
        elif name in typed.numbers:
            first = column["default"]
            default = None if first is None else typed_numbers.field_text(first)
            changed[name] = {**column, "type_config": text, "alignment": "right", "default": default}
        elif name in typed.dates:
            changed[name] = {**column, "type_config": text, "default": None}
        else:
            changed[name] = column
    return changed


def texts(typed: Typed, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with names instead of ids, and numbers and days in the reader's notation; unreadable cells as typed."""
    cells = {
        name: rows[name].map(lambda key, known=known: known.get(key, key), na_action="ignore")
        for name, known in typed.words.items()
        if name in rows
    }
    cells |= {
        name: rows[name].map(
            partial(number_cells.text, is_year=typed.table[name].is_year), na_action="ignore"
        )
        for name in typed.numbers
        if name in rows
    }

    def day(cell):
        return cell if isinstance(cell, str) else reader().date(cell)

    cells |= {name: rows[name].map(day, na_action="ignore") for name in typed.dates if name in rows}
    return rows.assign(**{name: column.astype("string") for name, column in cells.items()})


def read(typed: Typed, now: pd.DataFrame, shown: pd.DataFrame, before: pd.DataFrame) -> Reading:
    """Parse typed rows: ids instead of names, numbers and days instead of texts.

    Parameters
    ----------
    typed : Typed
    now, shown : DataFrame
        Current texts, and texts as shown; the same row has the same label.
    before : DataFrame
        Values of the rows shown.
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
        written = number_cells.notation(cells) if name in typed.numbers else ""
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
    """Ids meant by the texts of a column; texts without a meaning are recorded as faults."""
    words = typed.words[name]
    own = {label: key for key, label in words.items()}
    other = sorted({text for text in cells if text and text not in own})
    (table, _key) = typed.table[name].reference or ("", "")
    is_industry = sectors.is_column(typed.table[name])
    if is_industry:
        meant = typed_names.industries(other)
    else:
        meant = ask(typed_names.read, table=table, texts=other, words=words) if other else {}
    label = typed.table[name].label[reader().language]
    for place, text in enumerate(cells):
        if text and text in meant and meant[text].id is None:
            problem = (
                _("“{value}” names no single sector.", value=text)
                if is_industry
                else _("“{value}” is not a name in “{column}”.", value=text, column=label)
            )
            proposed = meant[text].near, meant[text].likely
            found.faults.append(Fault(now.index[place], place + 1, name, text, problem, *proposed))
    for text, each in meant.items():
        if each.id is None or (is_industry and text == each.id):
            continue
        meaning = words.get(each.id, each.id)
        if text.casefold() != meaning.casefold():
            found.notes.append(_("“{value}” is read as {meaning}.", value=text, meaning=meaning))
    return own | {text: each.id for text, each in meant.items() if each.id is not None}


def _number(
    column: Column, text: str, row: pd.Series, place: int, found: Reading, written: str
) -> float | str:
    """Number meant by a text, or the text itself; deviations from the typed text are recorded."""
    unit, currency = (str(row[name]) if pd.notna(row.get(name)) else "" for name in ("unit", "currency"))
    meant = number_cells.read(text, column, unit=unit, currency=currency, notation=written)
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
    """Day meant by a text, or the text itself; forms other than year-month-day are recorded."""
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
    """Rows with numbers and days in the types of the contract; unreadable cells are missing."""
    return rows.assign(
        **{
            name: rows[name].map(lambda cell: None if isinstance(cell, str) else cell).astype(types[name])
            for name in (*typed.numbers, *typed.dates)
            if name in rows
        }
    )
