"""Meetings of a park: agenda, attendance, minutes, decisions with votes, and actions carried over until done."""

import datetime as dt
import secrets

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, both
from isdata.errors import ClosedMinutesError, OpenMinutesError

NO_MEETINGS = ("policy", "milestone")  # kinds of events, as in `meeting_list.sql`
_DECIDED = (
    "decision_id", "name_en", "name_zh", "votes_for", "votes_against", "abstentions", "synergy_id", "note",
)  # fmt: skip


def meetings(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Meetings of a park, newest first; columns as in `meeting_list.sql`."""
    return store.ask(con, "meeting_list", park_id=park_id)


def nearest_event(held: pd.DataFrame, today: dt.date) -> str | None:
    """Id of the event in `meetings` that begins nearest to a day; None if no event has a date."""
    away = (pd.to_datetime(held["starts_on"]) - pd.Timestamp(today)).abs().dropna()
    return None if away.empty else str(held.loc[away.idxmin(), "event_id"])


def decisions(con: duckdb.DuckDBPyConnection, *, event_id: str) -> pd.DataFrame:
    """Decisions of an event; columns as in `meeting_decisions.sql`."""
    return store.ask(con, "meeting_decisions", event_id=event_id)


def actions(con: duckdb.DuckDBPyConnection, *, event_id: str) -> pd.DataFrame:
    """Actions of an event and open actions of earlier ones; columns as in `meeting_actions.sql`."""
    return store.ask(con, "meeting_actions", event_id=event_id)


def missions(con: duckdb.DuckDBPyConnection, *, park_id: str | None) -> pd.DataFrame:
    """Mission of each meeting and decision of a park; columns as in `meeting_missions.sql`."""
    return store.ask(con, "meeting_missions", park_id=park_id)


def decision_days(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Days from idea to decision of each synergy, fastest first; columns as in `decision_days.sql`."""
    return store.ask(con, "decision_days", park_id=park_id)


def save(
    con: duckdb.DuckDBPyConnection, *, park_id: str, event_id: str | None, values: dict[str, object], who: str
) -> str:
    """Store an event; return its id, which is new if `event_id` is None.

    Raises
    ------
    ClosedMinutesError
        Its minutes are closed; nothing was stored.
    ProblemsError
        A value breaks a rule; nothing was stored.
    """
    if closed_on := _closed_on(con, event_id):
        raise ClosedMinutesError(day=closed_on)
    name = event_id or f"{park_id}-EV{secrets.token_hex(4)}"
    store.write(
        con,
        {"event": pd.DataFrame([{**values, "event_id": name, "park_id": park_id}]).astype(object)},
        who=who,
        reason=both(N_("Meeting edited")),
    )
    return name


def assign(con: duckdb.DuckDBPyConnection, *, event_id: str, mission_id: str, who: str) -> None:
    """Assign a meeting to a mission; this is possible with closed minutes too, since they do not state the mission."""
    rows = pd.DataFrame({"event_id": [event_id], "mission_id": [mission_id]})
    store.write(con, {"event": rows}, who=who, reason=both(N_("Meeting assigned to a mission")))


def save_record(
    con: duckdb.DuckDBPyConnection,
    *,
    event_id: str,
    decided: pd.DataFrame,
    agreed: pd.DataFrame,
    who: str,
    reason: str,
) -> None:
    """Store decisions and actions of an event in one change; its own ones that are left out are removed.

    Once the minutes are closed, only actions can change, because they are followed up.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    event_id : str
    decided, agreed : DataFrame
        As returned by `decisions` and `actions`; new rows have no ids.
    who, reason : str
        For the change log.

    Raises
    ------
    ClosedMinutesError
        A decision changes although the minutes are closed; nothing was stored.
    ProblemsError
        A row breaks a rule; nothing was stored.
    """
    ((park, starts_on),) = con.execute(
        "select park_id, starts_on from event where event_id = ?", [event_id]
    ).fetchall()
    known = {"decision": decisions(con, event_id=event_id), "action": actions(con, event_id=event_id)}
    closed_on = _closed_on(con, event_id)
    if closed_on and _as_read(decided) != _as_read(known["decision"]):
        raise ClosedMinutesError(day=closed_on)
    decided = _with_ids(decided, "decision_id", event_id, park_id=park)
    decided = decided.assign(
        decided_on=decided["decided_on"].astype(object).where(decided["decided_on"].notna(), starts_on)
    )
    agreed = _with_ids(
        agreed.drop(columns="is_of_earlier_event", errors="ignore"), "action_id", event_id, park_id=park
    )
    tables = {"decision": decided.astype(object), "action": agreed.astype(object)}
    removed = {name: _left_out(known[name], rows, f"{name}_id", event_id) for name, rows in tables.items()}
    store.write(con, tables, who=who, reason=reason, removed=removed)


def _left_out(known: pd.DataFrame, rows: pd.DataFrame, key: str, event_id: str) -> list[str]:
    """Ids of an event's own rows that are no longer in `rows`."""
    return sorted(set(known.loc[known["event_id"] == event_id, key]) - set(rows[key]))


def decisions_without_action(decided: pd.DataFrame, agreed: pd.DataFrame) -> pd.DataFrame:
    """Decisions that were not rejected and have no action yet; arguments as from `decisions` and `actions`."""
    is_lost = decided["votes_for"].fillna(0) < decided["votes_against"].fillna(0)
    return decided[~is_lost & ~_action_ids(decided).isin(agreed["action_id"])]


def make_actions(con: duckdb.DuckDBPyConnection, *, event_id: str, who: str) -> int:
    """Store the decisions of an event as open actions without owner and due date; return their number.

    Decisions that were rejected or have an action already are left out.
    """
    decided = decisions_without_action(decisions(con, event_id=event_id), actions(con, event_id=event_id))
    taken = decided[["park_id", "event_id", "synergy_id", "name_en", "name_zh"]]
    rows = taken.assign(action_id=_action_ids(decided), status="open").astype(object)
    store.write(con, {"action": rows}, who=who, reason=both(N_("Decisions entered as actions")))
    return len(rows)


def _action_ids(decided: pd.DataFrame) -> pd.Series:
    """Id of the action created from each decision."""
    return decided["decision_id"].astype(str) + "-A"


def _closed_on(con: duckdb.DuckDBPyConnection, event_id: str | None) -> dt.date | None:
    """Day on which the minutes of an event were closed; None if open."""
    rows = con.execute("select closed_on from event where event_id = ?", [event_id]).fetchall()
    return rows[0][0] if rows else None


def _as_read(decided: pd.DataFrame) -> list[dict[str, object]]:
    """Wording, votes, synergy and reason of decisions, by id."""
    rows = decided.sort_values("decision_id")[list(_DECIDED)].astype(object)
    return rows.where(rows.notna(), None).to_dict("records")


def _with_ids(rows: pd.DataFrame, key: str, event_id: str, **always: object) -> pd.DataFrame:
    """Rows with event and ids; missing ids are generated."""
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
