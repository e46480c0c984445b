"""Lessons learnt and recommendations of a programme."""

import secrets

import duckdb
import pandas as pd

from isdata.data import store


def lessons(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Lessons and recommendations of a park; columns as in `lessons.sql`."""
    return store.ask(con, "lessons", park_id=park_id)


def save(con: duckdb.DuckDBPyConnection, *, park_id: str, rows: pd.DataFrame, who: str, reason: str) -> None:
    """Replace all lessons and recommendations of a park; those left out are removed.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
    rows : DataFrame
        As returned by `lessons`; new rows have no lesson_id.
    who, reason : str
        For the change log.

    Raises
    ------
    ProblemsError
        A row breaks a rule; nothing was stored.
    """
    known = set(lessons(con, park_id=park_id)["lesson_id"])
    rows = rows.assign(
        park_id=park_id,
        lesson_id=[
            f"{park_id}-L{secrets.token_hex(3)}" if pd.isna(name) else name for name in rows["lesson_id"]
        ],
    ).astype(object)
    store.write(
        con,
        {"lesson": rows.where(rows.notna(), None)},
        who=who,
        reason=reason,
        removed={"lesson": known - set(rows["lesson_id"])},
    )
