"""Missions of a park: started from a template, followed step by step, closed at a gate."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, Reader, both
from isdata.errors import OpenGateError
from isdata.programme.missions import meetings

OF_THE_PARK = ("inventories", "synergies", "feasibility")  # outputs that may be older than the mission
COUNTED = ("starts_on", "found", "before", "needed")  # columns of `steps` that no row stores
_LEFT_OPEN = ("evidence", "delivered_on", "note", "is_independent")  # columns that a template leaves empty


def templates(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Mission templates, including those of the administration; columns as in `mission_list.sql`."""
    return store.ask(con, "mission_list", park_id=None)


def missions(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Missions of a park, earliest first; columns as in `mission_list.sql`."""
    return store.ask(con, "mission_list", park_id=park_id)


def titles(own: pd.DataFrame, reader: Reader) -> dict[str, str]:
    """Title of each mission by id, with its first day if names are equal; the day alone without a name.

    Missions with equal name and day are numbered.

    Parameters
    ----------
    own : DataFrame
        Rows of `missions`.
    reader : Reader
    """
    named = pd.Series(reader.names(own), index=own["mission_id"], dtype=object)
    days = pd.Series(own["starts_on"].to_list(), index=own["mission_id"])
    found, seen = {}, Counter[str]()
    for name, title in named.items():
        is_dated = not title or (named == title).sum() > 1
        day = reader.date(days[name]) if is_dated and pd.notna(days[name]) else ""
        words = " · ".join(filter(None, [title, day])) or "–"
        seen[words] += 1
        found[str(name)] = words if seen[words] == 1 else f"{words} ({seen[words]})"
    return found


def steps(con: duckdb.DuckDBPyConnection, *, mission_id: str) -> pd.DataFrame:
    """Steps of a mission in order, with the amount of output recorded; columns as in `mission_steps.sql`."""
    found = store.ask(con, "mission_steps", mission_id=mission_id)
    (park_id,) = con.execute(
        "select any_value(park_id) from mission where mission_id = ?", [mission_id]
    ).fetchall()[0]
    of_mission = meetings.missions(con, park_id=park_id).query("mission_id == @mission_id and is_held")
    held = of_mission["output_kind"].value_counts()
    return found.assign(
        found=found["found"] + found["output_kind"].map(held).fillna(0).astype(found["found"].dtype)
    )


def missing(found: pd.DataFrame) -> pd.DataFrame:
    """Rows of `steps` with incomplete output."""
    return found[found["found"] < found["needed"]]


def present_before(found: pd.DataFrame) -> pd.DataFrame:
    """Rows of `steps` with their whole output recorded before the start of the mission."""
    return found[found["before"] >= found["needed"]]


def record_document(
    con: duckdb.DuckDBPyConnection, *, step_id: str, evidence: str, day: dt.date, who: str
) -> None:
    """Record the document of a step as delivered.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    step_id : str
    evidence : str
        File or location of the document.
    day : date
        Day of delivery.
    who : str
        For the change log.
    """
    rows = pd.DataFrame({"step_id": [step_id], "evidence": [evidence], "delivered_on": [day]})
    store.write(con, {"mission_step": rows}, who=who, reason=both(N_("Document of a mission recorded")))


def start(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    template_id: str,
    starts_on: dt.date,
    people: str,
    who: str,
) -> str:
    """Start a mission of a park from a template; return its id.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
    template_id : str
        A mission without a park, or another mission with steps to be repeated.
    starts_on : date
        First day.
    people : str
        Persons who carry it out.
    who : str
        For the change log.
    """
    return _copy(
        con,
        template_id,
        who=who,
        park_id=park_id,
        starts_on=starts_on,
        people=people,
        reason=N_("Mission started"),
    )


def write_template(
    con: duckdb.DuckDBPyConnection, *, copy_of: str, name_en: str | None, name_zh: str | None, who: str
) -> str:
    """Create a template of the administration with the steps of another one; return its id."""
    return _copy(
        con,
        copy_of,
        who=who,
        park_id=None,
        name_en=name_en,
        name_zh=name_zh,
        reason=N_("Mission template written"),
    )


def _copy(con: duckdb.DuckDBPyConnection, mission_id: str, *, who: str, reason: str, **about: object) -> str:
    known = con.execute("select * from mission where mission_id = ?", [mission_id]).df()
    new = _new_id(con, str(about.get("park_id") or "mission"))
    mission = known.assign(
        **{**dict.fromkeys(("closed_on", "note")), "is_illustrative": False, **about}, mission_id=new
    )
    own = steps(con, mission_id=mission_id).drop(columns=list(COUNTED))
    own = own.assign(**dict.fromkeys(_LEFT_OPEN), mission_id=new)
    own = own.assign(step_id=[f"{new}-{sequence}" for sequence in own["sequence"]])
    store.write(
        con,
        {"mission": mission.astype(object), "mission_step": own.astype(object)},
        who=who,
        reason=both(reason),
    )
    return new


def _new_id(con: duckdb.DuckDBPyConnection, prefix: str) -> str:
    rows = con.execute(
        "select mission_id from mission where starts_with(mission_id, ?)", [f"{prefix}-"]
    ).fetchall()
    taken = {name for (name,) in rows}
    return next(name for number in range(1, 100_000) if (name := f"{prefix}-{number}") not in taken)


def save_steps(
    con: duckdb.DuckDBPyConnection, *, mission_id: str, rows: pd.DataFrame, who: str, reason: str
) -> None:
    """Replace all steps of a mission: new ones get an id, those left out are removed.

    Raises
    ------
    ProblemsError
        A row breaks a rule; nothing was stored.
    """
    known = set(steps(con, mission_id=mission_id)["step_id"])
    rows = rows.drop(columns=list(COUNTED), errors="ignore").reset_index(drop=True)
    rows = rows.assign(mission_id=mission_id, step_id=_step_ids(rows, mission_id, known))
    gone = sorted(known - set(rows["step_id"]))
    store.write(
        con, {"mission_step": rows.astype(object)}, who=who, reason=reason, removed={"mission_step": gone}
    )


def _step_ids(rows: pd.DataFrame, mission_id: str, known: set[str]) -> list[str]:
    """Id of each row; missing ids are generated."""
    given = [None if pd.isna(name) else str(name) for name in rows.get("step_id", [None] * len(rows))]
    free = (
        name for number in range(1, 100_000) if (name := f"{mission_id}-{number}") not in known | set(given)
    )
    return [name or next(free) for name in given]


def close(con: duckdb.DuckDBPyConnection, *, mission_id: str, day: dt.date, who: str) -> None:
    """Close a mission at its gate.

    Raises
    ------
    OpenGateError
        Outputs are missing, as named by its `steps`; nothing was changed.
    """
    left = missing(steps(con, mission_id=mission_id))
    if not left.empty:
        raise OpenGateError(left)
    rows = pd.DataFrame({"mission_id": [mission_id], "closed_on": [day]})
    store.write(con, {"mission": rows}, who=who, reason=both(N_("Mission closed")))


def status(mission: Mapping[str, Any], found: pd.DataFrame, today: dt.date) -> str:
    """Status of a mission: "closed", "planned", "late" or "running".

    Parameters
    ----------
    mission : mapping
        A row of `missions`.
    found : DataFrame
        Steps of the mission.
    today : date
    """
    if pd.notna(mission["closed_on"]):
        return "closed"
    if pd.isna(mission["starts_on"]):  # without a first day, no step is due
        return "running"
    if mission["starts_on"].date() > today:
        return "planned"
    left = missing(found)
    is_late = not left.empty and _ends_on(left.iloc[0].to_dict()) < today
    return "late" if is_late else "running"


def _ends_on(step: Mapping[str, Any]) -> dt.date:
    """Day by which a step should be done."""
    days = 0 if pd.isna(step["days"]) else math.ceil(step["days"])
    return step["starts_on"].date() + dt.timedelta(days=days)
