"""Write down a measure, or change one: the measure and what it saves, all or nothing."""

import re
from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata import store


def stored(con: duckdb.DuckDBPyConnection, *, measure_id: str) -> pd.DataFrame:
    """Return one row: a measure as it is stored; columns as in `measure_stored.sql`."""
    return store.ask(con, "measure_stored", measure_id=measure_id)


def saved(con: duckdb.DuckDBPyConnection, *, measure_id: str) -> pd.DataFrame:
    """Return what a measure saves, as it is stored; columns as in `measure_saved.sql`."""
    return store.ask(con, "measure_saved", measure_id=measure_id)


def resources(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the resources that a measure may save, energy first; columns as in `energy_resources.sql`."""
    return store.ask(con, "energy_resources")


def save(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    values: Mapping[str, object],
    savings: pd.DataFrame,
    who: str,
    reason: str,
    measure_id: str | None = None,
) -> str:
    """Store a measure with what it saves; return its id.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
        The park; gives a new measure its id.
    values : mapping
        Columns of the measure without its id; those left out keep what is stored.
    savings : DataFrame
        resource_id, baseline, modified, unit, price. Resources no longer in it are removed.
    who, reason : str
        For the change log.
    measure_id : str, optional
        The measure that is changed; by default a new one.

    Raises
    ------
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    name = measure_id or _new_id(con, park_id)
    rows = {
        "measure": pd.DataFrame([{**values, "measure_id": name}]),
        "measure_saving": savings.assign(measure_id=name),
    }
    former = set(saved(con, measure_id=name)["resource_id"]) if measure_id else set()
    if savings.empty:
        del rows["measure_saving"]
    store.write(con, rows, who=who, reason=reason)
    gone = [f"{name} · {resource}" for resource in sorted(former - set(savings["resource_id"]))]
    if gone:
        store.remove(con, "measure_saving", gone, who=who, reason=reason)
    return name


def _new_id(con: duckdb.DuckDBPyConnection, park_id: str) -> str:
    """Return an id that no measure has or had: the park's, and a number."""
    known = set(store.ask(con, "measure_ids")["measure_id"])
    pattern = re.compile(rf"{re.escape(park_id)}-M(\d+)")
    numbers = [int(found[1]) for found in map(pattern.fullmatch, known) if found]
    return f"{park_id}-M{max(numbers, default=0) + 1:03d}"
