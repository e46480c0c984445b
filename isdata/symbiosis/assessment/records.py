"""Risks and permits of a synergy: read, and stored as an edited list."""

import duckdb
import pandas as pd

from isdata.data import contracts, disclosure, store
from isdata.data.disclosure import Viewer

QUESTIONS = {"risk": "synergy_risks", "permit": "synergy_permits"}
SIGNS = {"risk": "R", "permit": "PM"}


def risks(con: duckdb.DuckDBPyConnection, *, synergy: str, viewer: Viewer) -> pd.DataFrame:
    """Risks of a synergy, the most severe first.

    Columns as in `synergy_risks.sql`. For the facilitator.
    """
    return disclosure.in_full(con, "synergy_risks", viewer, synergy=synergy)


def store_list(
    con: duckdb.DuckDBPyConnection,
    table: str,
    *,
    synergy: str,
    rows: pd.DataFrame,
    who: str,
    reason: str,
    park: str | None = None,
) -> int:
    """Store the risks or permits of a synergy as the complete list: new ones get an id, missing ones are
    removed.

    Parameters
    ----------
    table : "risk" or "permit"
    rows : DataFrame
        Columns of the table; the id is empty for a new row.
    park : str, optional
        Park of the synergy; stored with risks.

    Returns
    -------
    int
        The new data version.

    Raises
    ------
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    key = contracts.tables()[table].keys[0]
    is_new = rows[key].isna() | (rows[key] == "")
    named = rows.assign(synergy_id=synergy)
    named.loc[is_new, key] = _new_ids(con, table, synergy, int(is_new.sum()))
    if table == "risk":
        named["park_id"] = park
    stored = store.ask(con, QUESTIONS[table], synergy=synergy)[key]
    return store.write(con, {table: named}, removed={table: stored}, who=who, reason=reason)


def _new_ids(con: duckdb.DuckDBPyConnection, table: str, synergy: str, count: int) -> list[str]:
    """Return new ids, never used before."""
    begin = f"{synergy}-{SIGNS[table]}"
    used = store.ask(con, "used_row_keys", table=table, begin=begin)["row_key"].str[len(begin) :]
    highest = max((int(text) for text in used if text.isdigit()), default=0)
    return [f"{begin}{highest + number + 1}" for number in range(count)]
