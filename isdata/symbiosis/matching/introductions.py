"""Agreements to disclosure in a match: until both companies agree, an undisclosed one has only class and
range."""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import i18n, store
from isdata.errors import N_


def agreed(
    con: duckdb.DuckDBPyConnection, *, supply_id: str, demand_id: str
) -> tuple[dt.date | None, dt.date | None]:
    """Days on which provider and receiver agreed to be named; None if they have not agreed yet."""
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
    """Record that companies agreed to be named in a match; return the new data version.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    supply_id, demand_id : str
        Streams of the match.
    provider, receiver : date, optional
        Date of each agreement; None withdraws it.
    who : str
        For the change log.

    Raises
    ------
    ProblemsError
        A stream does not exist; nothing was stored.
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
