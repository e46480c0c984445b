"""Agreements to disclosure in a match: until both agree, an undisclosed company appears with class and range
only.
"""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import i18n, store
from isdata.errors import N_


def agreed(
    con: duckdb.DuckDBPyConnection, *, supply_id: str, demand_id: str
) -> tuple[dt.date | None, dt.date | None]:
    """Return the days on which provider and receiver agreed to be named; none where they did not yet."""
    found = store.ask(con, "match_introduction", supply_id=supply_id, demand_id=demand_id)
    if found.empty:
        return None, None
    row = found.astype(object).where(found.notna(), None).iloc[0]
    provider, receiver = (
        day.date() if isinstance(day := row[f"{side}_agreed_on"], dt.datetime) else day
        for side in ("supply", "demand")
    )
    return provider, receiver


def introduce(
    con: duckdb.DuckDBPyConnection,
    *,
    supply_id: str,
    demand_id: str,
    provider: dt.date | None,
    receiver: dt.date | None,
    who: str,
) -> int:
    """Record who agreed to be named in a match; return the data version after it.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    supply_id, demand_id : str
        Streams of the match.
    provider, receiver : date, optional
        When each agreed; None takes an agreement back.
    who : str
        For the change log.

    Raises
    ------
    ProblemsError
        A stream is not known; nothing was stored.
    """
    row = {
        "supply_id": supply_id,
        "demand_id": demand_id,
        "supply_agreed_on": provider,
        "demand_agreed_on": receiver,
    }
    return store.write(
        con, {"introduction": pd.DataFrame([row])}, who=who, reason=i18n.both(N_("Disclosure agreed"))
    )
