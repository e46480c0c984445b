"""Unused by-products leaving a park without a declared supply, proposed as supplies."""

import duckdb
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.data.entry.ids import new_ids
from isdata.data.i18n import both
from isdata.errors import N_


def unused(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Unused by-products without a declared supply; columns as in `undeclared_by_products.sql`. For the facilitator only."""
    return disclosure.in_full(con, "undeclared_by_products", viewer, park_id=park_id)


def store_as_supplies(con: duckdb.DuckDBPyConnection, *, park_id: str, who: str) -> int:
    """Store each unused by-product as a supply of its site; return their number.

    The flow is unchanged: a supply is an offer, and no total counts both.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
    who : str
        For the change log.
    """
    found = unused(con, park_id=park_id, viewer=FACILITATOR)
    if found.empty:
        return 0
    rows = found[["site_id", "resource_id", "quantity", "unit", "year", "basis", "is_illustrative"]].assign(
        stream_id=new_ids(con, "stream", park_id, len(found)),
        direction="supply",
        period="year",
        source=both(N_("Flow without a receiver")),
    )
    store.write(con, {"stream": rows}, who=who, reason=both(N_("Unused by-products entered as supplies")))
    return len(rows)
