"""A supply or demand that was said in one line, stored until somebody confirms it."""

from collections.abc import Mapping
from typing import NamedTuple

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.entry import new_companies
from isdata.data.entry.ids import new_ids
from isdata.data.entry.rows import defaults
from isdata.data.i18n import N_, both

NOTE = N_("Provisional, to be confirmed: “{line}”")


class Saved(NamedTuple):
    """A stream that was stored.

    Attributes
    ----------
    stream_id : str
    version : int
        Version of the data with it.
    """

    stream_id: str
    version: int


def save(
    con: duckdb.DuckDBPyConnection,
    values: Mapping[str, object],
    *,
    park_id: str,
    line: str,
    company: str = "",
    replaces: str | None = None,
    who: str,
) -> Saved:
    """Store a stream as provisional; return its id and the version of the data with it.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    values : mapping
        Columns of the stream: direction, site_id, resource_id, quantity, unit, period, temperature, power. Empty unit:
        that of the resource; empty period: a year.
    park_id : str
        The park.
    line : str
        What was typed; kept in the note.
    company : str
        Name of a new company, where `values` name no site. It shares only category and range until it was asked.
    replaces : str, optional
        Id of the stored stream that takes these values, instead of a new one. What was not stated stays.
    who : str
        For the change log.

    Raises
    ------
    ProblemsError
        A value breaks a rule; nothing was stored.
    """
    name = replaces or next(iter(new_ids(con, "stream", park_id, 1)))
    first = defaults(con, "stream", park_id=park_id)
    given = {column: value for column, value in values.items() if value not in (None, "")}
    frames: dict[str, pd.DataFrame] = {}
    if not given.get("site_id") and company.strip():
        frames = new_companies.rows(con, [company.strip()], park_id)
        given["site_id"] = frames["site"]["site_id"].iloc[0]
    asked = con.execute("select unit from resource where resource_id = $id", {"id": given.get("resource_id")})
    (unit,) = asked.fetchone() or (None,)
    row = dict.fromkeys(("site_id", "direction", "resource_id")) | {
        "unit": unit,
        "period": first["period"],
        "year": first["year"],
        "basis": "estimate",
        **given,
        "stream_id": name,
        "note": both(NOTE, line=line),
    }
    if replaces:
        row = _of_stored(row, values)
    frames["stream"] = pd.DataFrame([row])
    version = store.write(con, frames, who=who, reason=both(N_("Quick entry")))
    return Saved(name, version)


def _of_stored(row: dict[str, object], values: Mapping[str, object]) -> dict[str, object]:
    """Values that a stored stream takes; with a new amount, the former one's unit, source and uncertainty are gone."""
    if values.get("quantity") is None:
        return {name: row[name] for name in row if name not in ("unit", "period", "year", "basis", "site_id")}
    kept = {name: value for name, value in row.items() if name != "site_id"}
    return {"uncertainty": None, "source": None, **kept}
