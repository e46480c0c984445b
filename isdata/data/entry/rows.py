"""Manual editing of a park's tables: rows are read, completed, compared and stored in one change."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store
from isdata.data.contracts import Column, Table, choices, tables
from isdata.data.contracts.rules import quoted, row_key, text
from isdata.data.entry import presence
from isdata.data.entry.ids import free_park_id, is_generated, new_ids, numbered_key
from isdata.data.ingest.scope import belongs
from isdata.errors import ProblemsError

KEY = "row_key"  # column of `rows` with the stored key; empty for a new row
# Tables that are computed, drawn or maintained on other pages.
_NOT_BY_HAND = ("region", "plan_feature", "reconciled_flow", "reconciled_content", "view_order", "introduction", "resource_phrase", "column_map")  # fmt: skip
# Important columns, in addition to those that are required or refer to other rows.
_ESSENTIAL = (
    "quantity", "year", "temperature", "value", "price", "target_saving", "starts_on", "ends_on", "held_on", "due_date",
    "owner", "status", "investment", "lifetime", "destination", "sector", "employees",
    "share", "mitigation_en", "mitigation_zh", "decided_on", "joined_on", "level", "latitude", "longitude",
    "agreed_year", "person", "contact",
)  # fmt: skip
_SECONDARY = ("park_id", "synergy_id", "feature_id", "network_id", "is_illustrative")
_NOT_SECONDARY = (("programme_partner", "network_id"),)  # a partner may support a network only
_WITH_PARK = ("park", "provider", "programme_partner")  # tables whose park is entered
_OF_MONEY = ("currency", "price_year")
_DEFAULT_VISIBILITY = "class_band"  # visibility of a company that has not been asked yet


def editable() -> list[Table]:
    """Tables whose rows can be edited by hand."""
    return [table for table in tables().values() if table.name not in _NOT_BY_HAND]


def condition(table: Table, park_id: str) -> str:
    """SQL condition for the rows of a table that belong to a park; a company belongs to every park where it has a site.

    Programmes of other parks are included, so that the park can join them.
    """
    if table.name == "programme":
        return "true"
    if table.name == "company":
        return f"company_id in (select company_id from site where park_id = {text(park_id)})"
    return belongs(table, park_id)


def rows(con: duckdb.DuckDBPyConnection, table: str, *, park_id: str) -> pd.DataFrame:
    """Rows of a table that belong to a park, with all columns of the contract and `row_key`, sorted by key."""
    about = tables()[table]
    keys = ", ".join(map(quoted, about.keys))
    return con.execute(
        f"select {', '.join(quoted(column.name) for column in about.columns)}, {row_key(about, 'stored')} as {KEY} "
        f"from {quoted(table)} as stored where {condition(about, park_id)} order by {keys}"
    ).df()


def primary_columns(table: Table) -> list[str]:
    """Columns to be filled in first, in the order of the contract."""
    return [column.name for column in table.columns if _is_essential(table, column)]


def _is_essential(table: Table, column: Column) -> bool:
    is_secondary = column.name in _SECONDARY and not column.is_key and column.required == "no"
    is_secondary = is_secondary and (table.name, column.name) not in _NOT_SECONDARY
    if column.name in hidden(table) or is_secondary:
        return False
    return bool(
        column.is_key or column.required != "no" or column.reference or column.name in _ESSENTIAL
    ) or column.name in ("name_en", "name_zh")


def hidden(table: Table) -> list[str]:
    """Columns filled in automatically: generated ids, and the park."""
    ids = [table.keys[0]] if is_generated(table) else [name for name in [numbered_key(table)] if name]
    return [*ids, *(["park_id"] if "park_id" in table and table.name not in _WITH_PARK else [])]


def defaults(con: duckdb.DuckDBPyConnection, table: str, *, park_id: str) -> dict[str, object]:
    """Default values of a new row: the park, its currency, the year of its newest flows.

    For a company that has not been asked yet, only category and range are disclosed.
    """
    found, this_year = store.ask(con, "entry_defaults", park_id=park_id).iloc[0], dt.date.today().year
    currency, year = (None if pd.isna(value) else value for value in found[["currency", "year"]])
    first = {
        "park_id": None if table == "park" else park_id,  # a new park gets an id of its own
        "visibility": _DEFAULT_VISIBILITY,
        "currency": currency,
        "year": int(year) if year else this_year - 1,
        "price_year": this_year,
        "period": "year",
        "status": next(iter(choices(tables()[table]["status"].choices)), None)
        if "status" in tables()[table]
        else None,
    }
    about = tables()[table]
    return {name: value for name, value in first.items() if name in about and value is not None}


def save(
    con: duckdb.DuckDBPyConnection,
    table: str,
    former: pd.DataFrame,
    edited: pd.DataFrame,
    *,
    park_id: str,
    who: str,
    reason: str,
) -> int:
    """Store all changed, added and removed rows of a table in one change; return the data version after it.

    A new company gets a site in the park, and a new programme takes place in it; with a removed company or programme, these
    are removed as well.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    table : str
        The table.
    former : DataFrame
        Rows before editing, as returned by `rows`.
    edited : DataFrame
        Rows after editing; missing rows are removed, rows without `row_key` are added.
    park_id : str
        The park.
    who, reason : str
        For the change log.

    Raises
    ------
    ProblemsError
        Rows break rules; `position` is the position of the row in `edited`. Nothing was stored.
    """
    about = tables()[table]
    now = edited.reset_index(drop=True)
    is_new = now[KEY].isna()
    changed = now.loc[is_new | _differ(about, former, now)]
    complete = _completed(con, about, changed, park_id)
    removed = _removed(about, former, now)
    _refuse_taken(con, about, complete.set_axis(changed.index), changed[KEY], removed)
    frames = {table: complete} if len(complete) else {}
    gone = {table: removed} if removed else {}
    new = complete.loc[changed[KEY].isna().to_numpy()]
    frames |= presence.new_rows(con, table, new, park_id)
    gone |= presence.removed_rows(con, table, removed, park_id)
    try:
        return store.write(con, frames, removed=gone, who=who, reason=reason)
    except ProblemsError as error:
        places = dict(enumerate(changed.index))
        found = error.problems
        is_own = found["table"] == table
        placed = found["position"].map(places).where(is_own)
        raise ProblemsError(found.assign(position=placed.astype("Int64"))) from error


def _refuse_taken(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    complete: pd.DataFrame,
    former: pd.Series,
    removed: list[str],
) -> None:
    """Refuse a row with the key of another stored row, which it would overwrite unnoticed.

    Raises
    ------
    ProblemsError
        With the rule "duplicate".
    """
    query = f"select {row_key(table, 'stored')} from {quoted(table.name)} as stored"
    kept = {key for (key,) in con.execute(query).fetchall()} - set(removed)
    keys = complete[list(table.keys)].astype(str).agg(" · ".join, axis=1) if len(complete) else former
    taken = keys[keys.isin(kept) & (keys != former)]
    if len(taken):
        raise ProblemsError(
            pd.DataFrame(
                {
                    "table": table.name,
                    "position": taken.index,
                    "row_key": taken.to_numpy(),
                    "column": table.keys[-1],
                    "value": taken.to_numpy(),
                    "rule": "duplicate",
                }
            )
        )


def _differ(table: Table, former: pd.DataFrame, now: pd.DataFrame) -> pd.Series:
    """Flag for each row: True if its values differ from the stored ones."""
    stored = {row[KEY]: row for row in _plain(table, former)}
    return pd.Series(
        [row[KEY] in stored and row != stored[row[KEY]] for row in _plain(table, now)],
        index=now.index,
        dtype=bool,
    )


def _plain(table: Table, frame: pd.DataFrame) -> list[dict]:
    """Rows as plain comparable values; empty texts count as missing."""
    names = [column.name for column in table.columns if column.name in frame]
    records = frame[[*names, KEY]].astype(object).to_dict("records")
    return [{name: _value(value) for name, value in row.items()} for row in records]


def _value(value: object) -> object:
    if value is None or value is pd.NaT or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str):
        return value.strip() or None
    return value


def _completed(
    con: duckdb.DuckDBPyConnection, table: Table, changed: pd.DataFrame, park_id: str
) -> pd.DataFrame:
    """Rows to be stored, with park, ids and units filled in where they are empty."""
    is_new = changed[KEY].isna().to_numpy()
    complete = pd.DataFrame(_plain(table, changed), columns=[*changed.columns], dtype=object).drop(
        columns=KEY
    )
    if "unit" in complete and "resource_id" in complete:
        own = complete["resource_id"].map(store.ask(con, "resource_names").set_index("resource_id")["unit"])
        complete["unit"] = complete["unit"].where(complete["unit"].notna() | ~is_new, own)
    complete = _with_defaults(table, complete, is_new, defaults(con, table.name, park_id=park_id))
    # A row of a region belongs to all its parks.
    if {"region_id", "park_id"} <= {*complete} and table.name not in _WITH_PARK:
        complete["park_id"] = complete["park_id"].mask(complete["region_id"].notna() & is_new, None)
    if is_generated(table):
        (key,) = table.keys
        without = complete[key].isna()
        complete.loc[without, key] = (
            [free_park_id(con, str(name)) for name in complete.loc[without, "name_en"].fillna("")]
            if table.name == "park"
            else new_ids(con, table.name, park_id, int(without.sum()))
        )
    elif name := numbered_key(table):
        complete[name] = _numbered(con, table, complete, name)
    return complete


def _with_defaults(
    table: Table, rows: pd.DataFrame, is_new: np.ndarray, first: Mapping[str, Any]
) -> pd.DataFrame:
    """Rows with the values `first` in empty cells of new ones; currency and price year only beside money, or if required."""
    money = [column.name for column in table.columns if "currency" in column.unit and column.name in rows]
    has_money = rows[money].notna().any(axis=1) if money else pd.Series(False, index=rows.index)
    filled = rows.copy()
    for name, value in first.items():
        if name in filled and value is not None:
            is_due = has_money | (table[name].required != "no") if name in _OF_MONEY else True
            filled[name] = filled[name].mask(filled[name].isna() & is_new & is_due, value)
    return filled


def _numbered(
    con: duckdb.DuckDBPyConnection, table: Table, complete: pd.DataFrame, name: str
) -> list[object]:
    """Numbers of rows that belong to another row, continuing those already used."""
    parent = table.keys[0]
    letter = table[name].example.rstrip("0123456789")
    used: set[tuple] = set(
        con.execute(f"select {quoted(parent)}, {quoted(name)} from {quoted(table.name)}").fetchall()
    )
    found = []
    for row in complete.to_dict("records"):
        number = row[name]
        if number is None:
            free = (f"{letter}{i}" for i in range(1, len(used) + 2))
            number = next(each for each in free if (row[parent], each) not in used)
        used.add((row[parent], number))
        found.append(number)
    return found


def _removed(table: Table, former: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    """Keys of removed rows, and former keys of rows whose key was changed."""
    stored, kept = set(former[KEY]), set(now[KEY].dropna())
    moved = [row[KEY] for row in _plain(table, now) if row[KEY] in stored and table.key_of(row) != row[KEY]]
    return [*(key for key in former[KEY] if key not in kept), *moved]
