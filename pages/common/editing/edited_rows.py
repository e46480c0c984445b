"""Conversion between rows of an editor and stored rows: types, languages, ids, and empty rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from isdata.data import contracts, unit_names, units
from isdata.data.entry import names
from isdata.data.i18n import N_, Reader
from isdata.data.naming import phrases
from pages.common.language import reader


def in_own_language(table: str, rows: pd.DataFrame, read: Reader) -> pd.DataFrame:
    """Rows with bilingual free texts reduced to the reader's language."""
    keys = contracts.tables()[table].keys
    texts = [
        column.name
        for column in contracts.tables()[table].columns
        if column.type == "text" and column.name in rows and not column.reference and column.name not in keys
    ]
    return rows.assign(
        **{name: rows[name].map(read.half, na_action="ignore").astype(rows[name].dtype) for name in texts}
    )


def in_both_languages(now: pd.DataFrame, own: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Edited rows, with texts bilingual again if they were stored so; a changed person or office is stored as typed.

    Parameters
    ----------
    now, own, whole : DataFrame
        Rows as edited, as first shown, and as stored; the same row has the same label.
    """
    shared = now.index.intersection(whole.index)
    now = now.copy()
    for name in own.columns[own.dtypes == "string"]:  # other columns have no language
        if own[name].equals(whole[name]):
            continue
        texts = (rows.loc[shared, name].tolist() for rows in (now, own, whole))
        combined = _person if name in contracts.PERSONS else _whole
        now.loc[shared, name] = [combined(*each) for each in zip(*texts, strict=True)]
    return now


def _whole(text: Any, shown: Any, stored: Any) -> Any:
    """Edited text, combined with the other language if the shown text was a part of the stored one."""
    if pd.isna(text) or pd.isna(shown) or pd.isna(stored) or shown == stored:
        return text
    return stored if text == shown else reader().whole(stored, str(text))


def _person(text: Any, shown: Any, stored: Any) -> Any:
    """Stored person or office if it was not changed, else the edited one for both languages."""
    return stored if pd.notna(text) and pd.notna(shown) and text == shown else text


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with units in the reader's notation."""
    if "unit" not in rows:
        return rows
    written = rows["unit"].map(_unit_words(rows["unit"]), na_action="ignore")
    return rows.assign(unit=written.astype(rows["unit"].dtype))


def _unit_words(units_used: pd.Series) -> dict[str, str]:
    """Each unit in the reader's notation; as stored if that would be empty, as for 1 and 1/d."""
    written = {unit: reader().unit(unit) for unit in units_used.dropna().unique()}
    return {unit: unit if words.startswith("/") else words or unit for unit, words in written.items()}


def as_stored(table: str, now: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Edited rows in stored form: ids for resources chosen by synonym, and stored units.

    Parameters
    ----------
    table : str
    now, whole : DataFrame
        Rows as edited, and as stored before.
    """
    meanings: dict[str, Callable[[str], str]] = {
        column.name: names.id_of_choice
        for column in contracts.tables()[table].columns
        if column.name in now and phrases.is_resource(column)
    }
    if "unit" in now:
        known = {words: unit for unit, words in _unit_words(whole["unit"]).items()}
        meanings["unit"] = lambda text: known.get(text) or _written_unit(text)
    return now.assign(
        **{
            name: now[name].map(meaning, na_action="ignore").astype(now[name].dtype)
            for name, meaning in meanings.items()
        }
    )


def _written_unit(text: str) -> str:
    """Stored form of a unit, if known in the reader's notation; else as typed."""
    text = unit_names.stored(text)
    return units.canonical(text) if not text.isascii() and units.is_known(text) else text


def growing(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Columns without required ones, because Streamlit withholds a new row that lacks a required value.

    Required columns are marked, and checked when the rows are stored.
    """
    return {
        name: {**column, "required": False, "label": f"{column['label']} *"} if column["required"] else column
        for name, column in shown.items()
    }


def with_blank(rows: pd.DataFrame, count: int, shown: Mapping[str, Any]) -> pd.DataFrame:
    """Rows labelled 0, 1, …, followed by blank rows for typing; only their checkboxes have a value.

    A row added by a click in the browser opens its cell with a delay, and loses text typed until then.
    """
    if not count:
        return rows
    whole = rows.reindex(range(len(rows) + count))
    for name, value in _unticked(shown).items():
        whole.loc[len(rows) :, name] = value
    return whole


def without_initial(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Columns without initial values, except checkboxes: a row with a value looks like a record."""
    unticked = _unticked(shown)
    return {
        name: column if name in unticked else {**column, "default": None} for name, column in shown.items()
    }


def explained(columns: Mapping[str, Any], notes: Mapping[str, str]) -> dict[str, Any]:
    """Columns with notes by column added to the help of their headings."""
    return {
        name: {**column, "help": "\n\n".join(filter(None, [column.get("help"), notes[name]]))}
        if name in notes
        else column
        for name, column in columns.items()
    }


def initial_words(table: str, shown: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, str]:
    """Sentence by column on the value filled into empty cells of new rows.

    Parameters
    ----------
    table : str
    shown : mapping of str to column configuration
        Columns shown.
    given : mapping of str
        Values by column filled in when stored.
    """
    read, about = reader(), contracts.tables()[table]
    first = {name: value for name, value in given.items() if name in shown} | _initial(shown)
    return {
        name: read.text(
            N_("New rows: “{value}”."),
            value=read.choice(about[name].choices, value) if about[name].choices else str(value),
        )
        for name, value in first.items()
        if name in about and not isinstance(value, bool)
    }


def with_initial(rows: pd.DataFrame, shown: Mapping[str, Any], stored: int) -> pd.DataFrame:
    """Rows with initial values filled into the empty cells of new rows that have an entry.

    Parameters
    ----------
    rows : DataFrame
        Rows as edited.
    shown : mapping of str to column configuration
        Columns shown; a value in another column marks a stored row.
    stored : int
        Number of remaining stored rows, which come first, in case all columns are shown.
    """
    hidden = [name for name in rows if name not in shown]
    is_new = rows[hidden].isna().all(axis=1) if hidden else pd.Series(rows.index >= stored, rows.index)
    is_new &= are_typed(rows, shown)
    rows = rows.copy()
    for name, value in _initial(shown).items():
        rows.loc[is_new & rows[name].isna(), name] = value
    return rows


def without_trailing_blanks(rows: pd.DataFrame, offered: pd.Index, shown: Mapping[str, Any]) -> pd.DataFrame:
    """Rows without the offered blank ones at the end; other blank rows remain and are refused when stored.

    Parameters
    ----------
    rows : DataFrame
        Rows as edited.
    offered : Index
        Labels of the rows not added by the user.
    shown : mapping of str to column configuration
        Columns shown; a value in another column marks a stored row.
    """
    kept = [*(~rows.index.isin(offered)).nonzero()[0], *are_typed(rows, shown).to_numpy().nonzero()[0]]
    return rows.iloc[: max(kept, default=-1) + 1].reset_index(drop=True)


def are_typed(rows: pd.DataFrame, shown: Mapping[str, Any]) -> pd.Series:
    """Mask of rows that are stored or have a cell that differs from a blank row."""
    initial = _unticked(shown)
    cells = {
        name: [_is_typed(cell, initial.get(name)) for cell in rows[name].tolist()] for name in rows.columns
    }
    return pd.DataFrame(cells, index=rows.index, dtype=bool).any(axis=1)


def missing(
    rows: pd.DataFrame, shown: Mapping[str, Any], given: Mapping[str, Any], fixed: Sequence[str]
) -> list[tuple[int, str]]:
    """Row (from 1) and column of each required empty cell that is not filled in when stored.

    Parameters
    ----------
    rows : DataFrame
        Rows as edited.
    shown : mapping of str to column configuration
        Columns shown.
    given : mapping of str
        Values by column filled in when stored.
    fixed : sequence of str
        Columns that cannot be changed.
    """
    # The unit follows from the resource.
    filled = {*given, *fixed, *(["unit"] if "resource_id" in rows else [])}
    needed = [
        name
        for name, column in shown.items()
        if column["required"] and column["default"] is None and name not in filled
    ]
    places = are_typed(rows, shown).to_numpy().nonzero()[0]
    return [
        (int(place) + 1, name)
        for place in places
        for name in needed
        if not _is_typed(rows[name].iloc[place], None)
    ]


def _initial(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Initial values of a new row, by column."""
    return {name: column["default"] for name, column in shown.items() if column["default"] is not None}


def _unticked(shown: Mapping[str, Any]) -> dict[str, bool]:
    """Initial values of checkboxes, by column: an empty one would mean neither yes nor no."""
    return {name: value for name, value in _initial(shown).items() if isinstance(value, bool)}


def _is_typed(cell: Any, default: object) -> bool:
    """Return True if a cell differs from that of a blank row."""
    return bool(pd.notna(cell)) and str(cell).strip() != "" and cell != default


def typed(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with column types of the contract, even if all cells are empty."""
    types = {
        "number": "Float64", "integer": "Int64", "text": "string", "choice": "string", "unit": "string", "flag": "boolean",
    }  # fmt: skip
    known = {column.name: column.type for column in contracts.tables()[table].columns}
    typed = {
        name: pd.to_datetime(rows[name]).dt.date
        if known[name] == "date"
        else rows[name].astype(types[known[name]])
        for name in rows.columns
        if known.get(name) in {*types, "date"}
    }
    return rows.assign(**typed).reset_index(drop=True)
