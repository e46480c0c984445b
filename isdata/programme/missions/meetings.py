"""Meetings of a park: agenda, attendance, minutes, decisions with votes, and actions that return until they are done."""

import datetime as dt
import secrets

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, both
from isdata.errors import OpenMinutesError


def meetings(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Return the events of a park, the newest first; columns as in `meeting_list.sql`."""
    return store.ask(con, "meeting_list", park_id=park_id)


def decisions(con: duckdb.DuckDBPyConnection, *, event_id: str) -> pd.DataFrame:
    """Return the decisions of an event; columns as in `meeting_decisions.sql`."""
    return store.ask(con, "meeting_decisions", event_id=event_id)


def actions(con: duckdb.DuckDBPyConnection, *, event_id: str) -> pd.DataFrame:
    """Return the actions of an event, with those of earlier ones that are not done; columns as in `meeting_actions.sql`."""
    return store.ask(con, "meeting_actions", event_id=event_id)


def decision_days(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Return the days from idea to decision of each synergy, the fastest first; columns as in `decision_days.sql`."""
    return store.ask(con, "decision_days", park_id=park_id)


def save(
    con: duckdb.DuckDBPyConnection, *, park_id: str, event_id: str | None, values: dict[str, object], who: str
) -> str:
    """Store an event; return its id, a new one where there was none.

    Raises
    ------
    ProblemsError
        A value breaks a rule; nothing was stored.
    """
    name = event_id or f"{park_id}-EV{secrets.token_hex(4)}"
    store.write(
        con,
        {"event": pd.DataFrame([{**values, "event_id": name, "park_id": park_id}]).astype(object)},
        who=who,
        reason=both(N_("Meeting edited")),
    )
    return name


def save_record(
    con: duckdb.DuckDBPyConnection,
    *,
    event_id: str,
    decided: pd.DataFrame,
    agreed: pd.DataFrame,
    who: str,
    reason: str,
) -> None:
    """Store decisions and actions of an event in one step; those of its own that are left out are removed.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    event_id : str
    decided, agreed : DataFrame
        As from `decisions` and `actions`; new rows without ids.
    who, reason : str
        For the change log.

    Raises
    ------
    ProblemsError
        A row breaks a rule; nothing was stored.
    """
    ((park, starts_on),) = con.execute(
        "select park_id, starts_on from event where event_id = ?", [event_id]
    ).fetchall()
    known = {"decision": decisions(con, event_id=event_id), "action": actions(con, event_id=event_id)}
    decided = _with_ids(decided, "decision_id", event_id, park_id=park)
    decided = decided.assign(
        decided_on=decided["decided_on"].astype(object).where(decided["decided_on"].notna(), starts_on)
    )
    agreed = _with_ids(
        agreed.drop(columns="is_of_earlier_event", errors="ignore"), "action_id", event_id, park_id=park
    )
    removed = {
        table: sorted(
            set(known[table][known[table]["event_id"] == event_id][f"{table}_id"]) - set(rows[f"{table}_id"])
        )
        for table, rows in (("decision", decided), ("action", agreed))
    }
    store.write(
        con,
        {"decision": decided.astype(object), "action": agreed.astype(object)},
        who=who,
        reason=reason,
        removed=removed,
    )


def _with_ids(rows: pd.DataFrame, key: str, event_id: str, **always: object) -> pd.DataFrame:
    """Rows with their ids and event, new ones where there are none."""
    rows = rows.reset_index(drop=True).astype(object)
    is_new = rows[key].isna()
    rows.loc[is_new, key] = [f"{event_id}-{secrets.token_hex(3)}" for _ in range(int(is_new.sum()))]
    rows.loc[is_new, "event_id"] = event_id
    return rows.assign(**always)


def close(con: duckdb.DuckDBPyConnection, *, event_id: str, day: dt.date, who: str) -> None:
    """Close the minutes of an event.

    Raises
    ------
    OpenMinutesError
        Attendance or minutes are missing; nothing was changed.
    """
    ((attendance, minutes),) = con.execute(
        "select attendance, minutes from event where event_id = ?", [event_id]
    ).fetchall()
    if not (attendance or "").strip() or not (minutes or "").strip():
        raise OpenMinutesError
    rows = pd.DataFrame({"event_id": [event_id], "closed_on": [day]})
    store.write(con, {"event": rows}, who=who, reason=both(N_("Minutes closed")))
