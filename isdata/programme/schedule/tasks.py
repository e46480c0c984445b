"""Schedule of a park: tasks and milestones per synergy or for the programme, with template and agreed plan."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, both
from isdata.programme.schedule import critical_path

_STORED = (
    "task_id", "park_id", "synergy_id", "permit_id", "task_kind", "name_en", "name_zh", "owner", "starts_on", "days", "done_on",
    "agreed_starts_on", "agreed_ends_on", "note",
)  # fmt: skip
SOON = dt.timedelta(days=14)  # tasks that begin within this time are due next


def schedule(con: duckdb.DuckDBPyConnection, *, park_id: str, today: dt.date) -> pd.DataFrame:
    """Tasks of a park with their dates; columns as in `schedule_tasks.sql` and `critical_path.dated`.

    Raises
    ------
    CyclicScheduleError
        Tasks wait for each other.
    """
    return critical_path.dated(_stored(con, park_id=park_id), today)


def due(tasks: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Tasks from `schedule` that are overdue, running, or begin within two weeks, earliest due first."""
    is_near = (tasks["begins_on"] <= today + SOON) & ~tasks["is_done"]
    return tasks[is_near].sort_values(["due_on", "task_id"], ignore_index=True)


def begin(
    con: duckdb.DuckDBPyConnection, *, park_id: str, synergy_id: str, starts_on: dt.date, who: str
) -> list[str]:
    """Create the tasks of a synergy's feasibility study from the template; return their ids.

    The permits recorded for the synergy replace the permit of the template.
    """
    study = _study(con, synergy_id=synergy_id, starts_on=starts_on).assign(park_id=park_id)
    links = [
        {"task_id": row["task_id"], "predecessor_id": other}
        for row in study.to_dict("records")
        for other in row["predecessors"]
    ]
    rows = study[list(_STORED)].astype(object)
    tables = {"task": rows.where(rows.notna(), None)}
    if links:
        tables["task_dependency"] = pd.DataFrame(links)
    store.write(con, tables, who=who, reason=both(N_("Feasibility study begun")))
    return list(rows["task_id"])


def proposed(con: duckdb.DuckDBPyConnection, *, synergy_id: str, today: dt.date) -> pd.DataFrame:
    """Tasks of a synergy's feasibility study as they would be if it began today, as from `schedule`; nothing is stored."""
    return critical_path.dated(_study(con, synergy_id=synergy_id, starts_on=today), today)


def _study(con: duckdb.DuckDBPyConnection, *, synergy_id: str, starts_on: dt.date) -> pd.DataFrame:
    """Tasks of the template with own ids; those without a predecessor start on a day."""
    permits = con.execute(
        "select permit_id, name_en, name_zh from permit where synergy_id = ? and status <> 'not_needed' "
        "order by permit_id",
        [synergy_id],
    ).df()
    template = _stored(con, park_id=None)
    rows = [each for row in template.to_dict("records") for each in _with_permits(row, permits)]
    template = pd.DataFrame(rows, columns=template.columns, dtype=object)
    prefix = f"{synergy_id}-T{secrets.token_hex(2)}"
    ids = [f"{prefix}-{number}" for number in range(1, len(template) + 1)]
    own = pd.Series(ids, index=template["task_id"])
    return template.assign(
        task_id=ids,
        synergy_id=synergy_id,
        starts_on=[None if each else starts_on for each in template["predecessors"]],
        predecessors=[own[own.index.isin(each)].tolist() for each in template["predecessors"]],
    ).reset_index(drop=True)


def _with_permits(row: Mapping[str, Any], permits: pd.DataFrame) -> list[dict[str, Any]]:
    """Task of the template; the permit task is replaced by one task per known permit, if any."""
    known = permits.to_dict("records") if row["task_kind"] == "permit" else []
    return [{**row, **permit} for permit in known] or [dict(row)]


def _stored(con: duckdb.DuckDBPyConnection, *, park_id: str | None) -> pd.DataFrame:
    """Stored tasks of a park, or of the template if `park_id` is None, with predecessors as lists."""
    rows = store.ask(con, "schedule_tasks", park_id=park_id)
    # No tasks have no numbers either, as which Pandas takes an empty list.
    return rows.assign(predecessors=rows["predecessors"].astype(object).map(list))


def save(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    synergy_id: str | None,
    rows: pd.DataFrame,
    today: dt.date,
    who: str,
    reason: str,
) -> None:
    """Replace all tasks of a synergy, or of the programme if `synergy_id` is None.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
    synergy_id : str or None
        Synergy whose tasks are replaced; tasks left out are removed with their dependencies.
    rows : DataFrame
        As returned by `schedule`; new rows have no task_id; predecessors as lists of ids.
    today : date
    who, reason : str
        For the change log.

    Raises
    ------
    ProblemsError
        A row breaks a rule; nothing was stored.
    CyclicScheduleError
        The dependencies would be circular; nothing was stored.
    """
    known = _stored(con, park_id=park_id)
    is_own = known["synergy_id"].isna() if synergy_id is None else known["synergy_id"] == synergy_id
    rows = _completed(rows, synergy_id, park_id)
    own = set(known[is_own]["task_id"])
    gone = sorted(own - set(rows["task_id"]))
    links = {key: row for key, row in _links(rows).items() if row["predecessor_id"] not in gone}
    taken = [
        key
        for key, row in _links(known).items()
        if row["predecessor_id"] in gone or (row["task_id"] in own and key not in links)
    ]
    everything = pd.concat([known[~is_own].astype(object), rows[list(known.columns)].astype(object)])
    critical_path.dated(everything.reset_index(drop=True), today)
    stored = rows[list(_STORED)].astype(object)
    tables = {"task": stored.where(stored.notna(), None)}
    if links:
        tables["task_dependency"] = pd.DataFrame(list(links.values()))
    store.write(con, tables, who=who, reason=reason, removed={"task_dependency": taken, "task": gone})


def _completed(rows: pd.DataFrame, synergy_id: str | None, park_id: str) -> pd.DataFrame:
    """Tasks with an id each, and lists of predecessors."""
    return rows.reset_index(drop=True).assign(
        task_id=[
            f"{synergy_id or park_id}-T{secrets.token_hex(3)}" if pd.isna(name) else name
            for name in rows["task_id"]
        ],
        synergy_id=synergy_id,
        park_id=park_id,
        predecessors=[list(each) if isinstance(each, list | tuple) else [] for each in rows["predecessors"]],
    )


def _links(rows: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Dependencies of tasks by their key."""
    return {
        f"{row['task_id']} · {name}": {"task_id": row["task_id"], "predecessor_id": name}
        for row in rows.to_dict("records")
        for name in row["predecessors"]
    }


def agree(con: duckdb.DuckDBPyConnection, *, tasks: pd.DataFrame, who: str) -> None:
    """Record the current dates of tasks from `schedule` as the agreed plan."""
    rows = pd.DataFrame(
        {
            "task_id": tasks["task_id"],
            "agreed_starts_on": tasks["begins_on"],
            "agreed_ends_on": tasks["ends_on"],
        }
    )
    store.write(con, {"task": rows.astype(object)}, who=who, reason=both(N_("Schedule agreed")))
