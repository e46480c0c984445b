"""Effort log: facilitation hours by synergy, as calls, visits, meetings and other work."""

import secrets
from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, both

FIELDS = ("day", "effort_kind", "hours", "person", "note")


def log(con: duckdb.DuckDBPyConnection, *, synergy: str, viewer: Viewer) -> pd.DataFrame:
    """Work done for a synergy, newest first; columns as in `effort_log.sql`. For the facilitator."""
    return disclosure.in_full(con, "effort_log", viewer, synergy=synergy)


def hours(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Hours of a park by synergy, and for the park as a whole; columns as in `effort_hours.sql`. For the facilitator."""
    return disclosure.in_full(con, "effort_hours", viewer, park_id=park_id)


def add(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    synergy: str | None,
    values: Mapping[str, object],
    who: str,
) -> None:
    """Store a piece of work; the person is the author unless stated.

    Parameters
    ----------
    synergy : str, optional
        None for the park as a whole.
    values : mapping
        Values of `FIELDS`; hours are the working time. [h]
    who : str
        Author, for the change log.

    Raises
    ------
    ProblemsError
        A value is missing or breaks a rule of the contract; nothing was stored.
    """
    row = {
        "effort_id": f"{park_id}-EF{secrets.token_hex(3)}",
        "park_id": park_id,
        "synergy_id": synergy,
        **values,
        "person": values.get("person") or who,
    }
    rows = pd.DataFrame([row], dtype=object)
    store.write(con, {"effort": rows}, who=who, reason=both(N_("Facilitation hours recorded")))
