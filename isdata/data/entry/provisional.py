"""Provisional supply or demand from a one-line declaration, stored until it is confirmed."""

from collections.abc import Mapping
from typing import NamedTuple

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.entry import new_companies
from isdata.data.entry.ids import new_ids
from isdata.data.entry.rows import defaults
from isdata.data.i18n import N_, both, reader

_OF_AMOUNT = ("unit", "period", "year", "basis", "source", "site_id")
NOTE = N_("Provisional, to be confirmed: “{line}”")


class Saved(NamedTuple):
    """A stored stream.

    Attributes
    ----------
    stream_id : str
    version : int
        Data version after storing it.
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
    language: str = "en",
) -> Saved:
    """Store a stream as provisional; return its id and the data version after it.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    values : mapping
        Columns of the stream: direction, site_id, resource_id, quantity, unit, period, temperature, power, year. If
        empty, the unit is that of the resource, and the period is a year; without a year, it is that of the newest
        flows of the park.
    park_id : str
        The park.
    line : str
        Text as typed; stored in the note.
    company : str
        Name of a new company if `values` has no site. Only category and range are disclosed until it agrees to more.
    replaces : str, optional
        Id of a stored stream to be updated with these values instead of adding a new one. Values not stated are kept,
        and without a quantity also its note.
    who : str
        For the change log.
    language : str
        Language of the note: that of the person who enters the line.

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
    units = store.ask(con, "resource_names").set_index("resource_id")["unit"]
    row = dict.fromkeys(("site_id", "direction", "resource_id")) | {
        "unit": units.get(given.get("resource_id")),
        "period": first["period"],
        "year": values.get("year", first["year"]),
        "basis": "estimate",
        **given,
        "stream_id": name,
        "note": reader(language).text(NOTE, line=line),
    }
    if replaces:
        row = of_stored(row, values)
        if values.get("quantity") is None:
            del row["note"]
    frames["stream"] = pd.DataFrame([row])
    version = store.write(con, frames, who=who, reason=both(N_("Quick entry")))
    return Saved(name, version)


def of_stored(row: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    """Values for updating a stored stream; a new amount also replaces unit, source and uncertainty of the former one.

    Parameters
    ----------
    row : mapping
        Columns of the stream as if it were new, with the id of the stored one.
    values : mapping
        Stated values; without a quantity, the stored amount and its year are kept.
    """
    if values.get("quantity") is None:
        return {name: row[name] for name in row if name not in _OF_AMOUNT}
    kept = {name: value for name, value in row.items() if name != "site_id"}
    return {"uncertainty": None, "source": None, **kept}
