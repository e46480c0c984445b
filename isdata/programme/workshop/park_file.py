"""Synchronisation of confirmed data with the park file: rows are stored or taken back to match the day.

Stored rows are recorded in the journal. So an interruption between the two is corrected at the next run, and later
changes in the park file by others are not overwritten.
"""

from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata.data import contracts, i18n, store
from isdata.errors import N_, IsdataError, UsedSinceError
from isdata.programme.workshop import park_references, park_rows, stored_before
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.park_references import Rows

_STORED = N_("Confirmed at the workshop")
_ATTENDED = N_("Attendance recorded when the workshop closed")
_TAKEN_BACK = N_("Withdrawn at the workshop")


@dataclass(frozen=True)
class StorageFailure:
    """Item that could not be stored or taken back, with the reason."""

    of: str
    error: IsdataError


def pending(day: Day, known: park_references.Park) -> dict[str, Rows | None]:
    """Rows of a day to add to the park file, by key; None for rows to remove."""
    wanted = park_rows.required_rows(day, known)
    gone = [of for of, rows in reversed(day.stored.items()) if rows and of not in wanted]
    changed = {of: rows for of, rows in wanted.items() if day.stored.get(of) != rows}
    return dict.fromkeys(gone) | changed


def missing_rows(con: duckdb.DuckDBPyConnection, live: Live) -> dict[str, Rows | None]:
    """Rows currently missing in the park file of a session, as `pending`.

    Entries that repeat a stored stream are left out until the facilitator has chosen what to do with it.
    """
    day, park_id = live.day, str(live.day.about.get("park_id", ""))
    found = pending(day, park_references.park(con, park_id))
    asked = tuple(each for each in stored_before.confirmed_undecided(day) if found.get(f"entry:{each[0]}"))
    repeated = stored_before.streams(con, asked, park_id=park_id, own=stored_before.own_streams(day))
    return {of: rows for of, rows in found.items() if of.removeprefix("entry:") not in repeated}


def store_pending(
    con: duckdb.DuckDBPyConnection, live: Live, *, who: str, leave_out: frozenset[str] = frozenset()
) -> list[StorageFailure]:
    """Store the pending rows of a session in the park file, one change per item; return the failures.

    Parameters
    ----------
    who : str
        For the change log.
    leave_out : frozenset of str
        Keys of items to skip, such as those that failed before.
    """
    troubles: list[StorageFailure] = []
    day = live.day
    for of, rows in missing_rows(con, live).items():
        if of in leave_out:
            continue
        try:
            version = _bring(con, rows, day.stored.get(of) or {}, day.versions.get(of), who=who)
        except IsdataError as error:
            troubles.append(StorageFailure(of, error))
        else:
            live.console("stored", of=of, rows=rows, version=version)
    return troubles


def _bring(
    con: duckdb.DuckDBPyConnection, rows: Rows | None, former: Rows, version: int | None, *, who: str
) -> int | None:
    """Store or take back an item; return the data version after storing it for the first time.

    None if a new row is stored already, because a stop came before it was noted: all changes of the row are its own.
    """
    is_other = former and rows and _first_key(former) != _first_key(rows)
    if rows is None or is_other:  # another stream is updated than before, which gets its own values back
        _take_back(con, former, version, who=who)
        former = {}
    if rows is None:
        return None
    before = store.data_version(con)
    stored = _store(con, rows, former, who=who)
    if former:
        return None
    is_changed = stored > before and stored in set(_versions(con, rows)["version"])
    return stored if is_changed else None if _is_new(rows) else stored + 1


def _is_new(rows: Rows) -> bool:
    """Return True if the first row of an item is added; the values for updating a stored one are not complete."""
    table = next(iter(rows))
    return all(
        column.name in rows[table][0]
        for column in contracts.tables()[table].columns
        if column.required == "yes"
    )


def _first_key(rows: Rows) -> tuple[str, str]:
    """Table and key of the first row of an item."""
    table = next(iter(rows))
    return table, contracts.tables()[table].key_of(rows[table][0])


def _versions(con: duckdb.DuckDBPyConnection, rows: Rows) -> pd.DataFrame:
    """Changes of the first row of an item."""
    table, key = _first_key(rows)
    return store.ask(con, "workshop_versions", table=table, row_key=key)


def _store(con: duckdb.DuckDBPyConnection, rows: Rows, former: Rows, *, who: str) -> int:
    """Write rows, of former ones only changed columns, and remove those no longer included; return the data version."""
    reason = i18n.both(_ATTENDED if "event" in rows else _STORED)
    changed = {
        table: frame
        for table, listed in rows.items()
        if not (frame := _changed(table, listed, former.get(table, []))).empty
    }
    gone = {table: sorted(_keys(table, former) - _keys(table, rows)) for table in former}
    return store.write(con, changed, removed=gone, who=who, reason=reason)


def _keys(table: str, rows: Rows) -> set[str]:
    return set(map(contracts.tables()[table].key_of, rows.get(table, [])))


def _changed(name: str, rows: list[dict], former: list[dict]) -> pd.DataFrame:
    table = contracts.tables()[name]
    before = {table.key_of(row): row for row in former}
    new = [row for row in rows if before.get(table.key_of(row)) != row]
    if not new or any(table.key_of(row) not in before for row in new):
        return pd.DataFrame(new, dtype=object)
    columns = {
        column for row in new for column in row if row[column] != before[table.key_of(row)].get(column)
    }
    kept = columns | set(table.keys)
    return pd.DataFrame(
        [{column: row[column] for column in row if column in kept} for row in new], dtype=object
    )


def _take_back(con: duckdb.DuckDBPyConnection, former: Rows, version: int | None, *, who: str) -> None:
    """Undo all changes by which a workshop stored an item, from a data version on; by default from the first one.

    Raises
    ------
    UsedSinceError
        The rows were changed or are used by others since.
    """
    if not former:
        return
    ours, touched = {i18n.both(each) for each in (_STORED, _ATTENDED, _TAKEN_BACK)}, _versions(con, former)
    if (
        version is not None
    ):  # what this item changed: others, and other sessions, may have changed the row before
        touched = touched[(touched["version"] >= version) & touched["reason"].isin(ours)]
    if touched.empty:
        return
    table, key = _first_key(former)
    first, version = former[table][0], int(touched["version"].iloc[0])
    upon = store.dependent_changes(con, version)
    others = store.ask(con, "workshop_reasons", versions=[version, *upon])
    if not set(others["reason"]) <= ours or "event_participant" in set(others["table_name"]):
        raise UsedSinceError(name=first.get("name_en") or first.get("name_zh") or key)
    store.undo(con, version, dependents=upon, who=who, reason=i18n.both(_TAKEN_BACK))
