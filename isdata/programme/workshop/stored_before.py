"""Entries that repeat a supply or demand already stored in the park file, which the facilitator replaces, adds or leaves."""

from collections.abc import Callable

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.entry import same_streams
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import STORED_AS, Entry
from isdata.programme.workshop.park_references import derived_id

Asked = tuple[str, str, str, str]  # entry, company, direction as stored, and resource


def undecided(day: Day, resource_of: Callable[[Entry], str]) -> tuple[Asked, ...]:
    """Entries for which no choice is made yet, with their present content.

    Parameters
    ----------
    day : Day
    resource_of : callable
        Resource assumed for an entry; empty if unknown.
    """
    found = [
        (each.entry_id, each.company, STORED_AS[each.direction], resource_of(each))
        for each in day.entries.values()
        if each.is_live
    ]
    return tuple(each for each in found if each[-1] and not _is_decided(day, each))


def confirmed_undecided(day: Day) -> tuple[Asked, ...]:
    """Confirmed entries for which no choice is made yet, with their confirmed content."""
    found = [
        (
            each.entry_id,
            each.company,
            STORED_AS[each.confirmed["direction"]],
            each.confirmed["values"].get("resource_id"),
        )
        for each in day.entries.values()
        if each.is_live and each.confirmed is not None
    ]
    return tuple(each for each in found if each[-1] and not _is_decided(day, each))


def streams(
    con: duckdb.DuckDBPyConnection, entries: tuple[Asked, ...], *, park_id: str, own: tuple[str, ...]
) -> dict[str, pd.DataFrame]:
    """Stored streams with the same company, resource and direction, by entry; entries without any are left out.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    entries : tuple
        As returned by `undecided`.
    park_id : str
        The park.
    own : tuple of str
        As returned by `own_streams`; not counted, because entries of one day are merged instead.

    Returns
    -------
    dict of str to DataFrame
        Columns as in `declared_streams.sql`.
    """
    if not entries:
        return {}
    sites = store.ask(con, "park_company_sites", park_id=park_id)
    site_of = dict(zip(sites["company_id"], sites["site_id"], strict=True))
    rows = pd.DataFrame(entries, columns=["entry_id", "company_id", "direction", "resource_id"])
    rows["site_id"] = rows["company_id"].map(site_of)
    rows = rows.dropna(subset="site_id").reset_index(drop=True)
    found = same_streams.stored(con, rows, any_year=True)
    found = found[~found["stream_id"].isin(own)]
    return {
        rows["entry_id"].iloc[position]: each.drop(columns=same_streams.POSITION).reset_index(drop=True)
        for position, each in found.groupby(same_streams.POSITION)
    }


def own_streams(day: Day) -> tuple[str, ...]:
    """Stored streams that entries of this session stand for: added or replaced by it, or left as they are."""
    made = [derived_id(day, "entry", name) for name in day.entries]
    stored = [row["stream_id"] for rows in day.stored.values() for row in (rows or {}).get("stream", [])]
    left = [(each.confirmed or {}).get("stream_id") for each in day.entries.values()]
    return tuple(dict.fromkeys([*made, *stored, *filter(None, left)]))


def _is_decided(day: Day, asked: Asked) -> bool:
    """Return True if a choice was made for this company, direction and resource, or if the entry is stored with them."""
    name, company, direction, resource = asked
    entered = day.entries[name].confirmed or {}
    if entered.get("company") != company:
        return False
    is_chosen = (STORED_AS[entered["direction"]], entered["values"].get("resource_id")) == (
        direction,
        resource,
    )
    row = next(iter((day.stored.get(f"entry:{name}") or {}).get("stream", [])), {})
    is_stored = (row.get("direction"), row.get("resource_id")) == (direction, resource)
    return is_stored or bool(is_chosen and entered.get("repeats"))
