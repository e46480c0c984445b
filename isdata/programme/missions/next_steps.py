"""Work that is open before the next session of a park, derived from its data."""

import datetime as dt
from dataclasses import dataclass

import duckdb

from isdata.data import store


@dataclass(frozen=True)
class NextStep:
    """A piece of work that is open.

    Parameters
    ----------
    kind : str
        As in `session_preparation.sql`, "unconfirmed" (entries of the last workshop) or "matches" (feasible matches that are
        not on the board).
    amount : int
        How many companies, interviews, meetings or others it concerns; years for old flows.
    total : int or None
        Of how many; the year for old flows.
    item : str
        Session, interview or meeting concerned; may be empty.
    name_en, name_zh : str or None
    day : date or None
    """

    kind: str
    amount: int
    total: int | None = None
    item: str = ""
    name_en: str | None = None
    name_zh: str | None = None
    day: dt.date | None = None


def next_steps(
    con: duckdb.DuckDBPyConnection, *, park_id: str, today: dt.date, matches: int = 0, unconfirmed: int = 0
) -> list[NextStep]:
    """Open work in the order to do it; empty if everything is prepared.

    Parameters
    ----------
    matches : int
        Feasible matches that are not on the board.
    unconfirmed : int
        Entries of the last workshop that were not confirmed.
    """
    rows = store.ask(con, "session_preparation", park_id=park_id, today=today)
    found = [
        NextStep(
            row["step_kind"],
            int(row["amount"]),
            row["total"],
            item=row["item_id"] or "",
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            day=row["day"] and row["day"].date(),
        )
        for row in rows.astype(object).where(rows.notna(), None).to_dict("records")
    ]
    counted = {"unconfirmed": unconfirmed, "matches": matches}
    return found + [NextStep(kind, amount) for kind, amount in counted.items() if amount]
