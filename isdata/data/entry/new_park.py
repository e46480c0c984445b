"""Manual entry of a new park."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.entry.ids import free_park_id
from isdata.data.i18n import N_, both


def regions(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Regions available for a park; columns as in `region_names.sql`."""
    return store.ask(con, "region_names")


def save(con: duckdb.DuckDBPyConnection, values: Mapping[str, object], *, who: str) -> str:
    """Store a new park; return its id, which is derived from its name.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    values : mapping
        Columns of the park without its id: name_en, name_zh, region_id, currency and others.
    who : str
        For the change log.

    Raises
    ------
    ProblemsError
        A value breaks a rule; nothing was stored.
    """
    name = str(values.get("name_en") or values.get("name_zh") or "")
    park_id = free_park_id(con, name)
    store.write(
        con,
        {"park": pd.DataFrame([{**values, "park_id": park_id}], dtype=object)},
        who=who,
        reason=both(N_("New park")),
    )
    return park_id
