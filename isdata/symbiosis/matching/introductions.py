"""Who agreed to be named in a match: until both have, a firm that keeps to itself is told as class and band only."""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import i18n, store
from isdata.errors import N_


def agreed(
    con: duckdb.DuckDBPyConnection, *, supply_id: str, demand_id: str
) -> tuple[dt.date | None, dt.date | None]:
    """Return the days on which giver and taker agreed to be named; none where they did not yet."""
    found = store.ask(con, "match_introduction", supply_id=supply_id, demand_id=demand_id)
    if found.empty:
        return None, None
    row = found.astype(object).where(found.notna(), None).iloc[0]
    giver, taker = (
        day.date() if isinstance(day := row[f"{side}_agreed_on"], dt.datetime) else day
        for side in ("supply", "demand")
    )
    return giver, taker


def introduce(
    con: duckdb.DuckDBPyConnection,
    *,
    supply_id: str,
    demand_id: str,
    giver: dt.date | None,
    taker: dt.date | None,
    who: str,
) -> int:
    """Write down who agreed to be named in a match; return the data version after it.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    supply_id, demand_id : str
        Streams of the match.
    giver, taker : date, optional
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
        "supply_agreed_on": giver,
        "demand_agreed_on": taker,
    }
    return store.write(
        con, {"introduction": pd.DataFrame([row])}, who=who, reason=i18n.both(N_("Disclosure agreed"))
    )
