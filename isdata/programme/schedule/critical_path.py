"""Critical path method: earliest and latest dates, slack, and slippage against the agreed plan."""

import datetime as dt
from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

import pandas as pd

from isdata.errors import CyclicScheduleError

_DAY = dt.timedelta(days=1)


def dated(tasks: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Tasks with their earliest dates and slippage, in chronological order.

    A task begins when all predecessors are finished, and not before `starts_on`; it ends `days` calendar days later. An
    open task ends today at the earliest, so that a delay moves all dependent tasks.

    Parameters
    ----------
    tasks : DataFrame
        task_id, starts_on, days, done_on, agreed_ends_on, predecessors (list of ids); predecessors that are not among the
        tasks are ignored.
    today : date

    Returns
    -------
    DataFrame
        `tasks` with begins_on, due_on, ends_on (date), is_done, is_overdue, and slippage [d]: days behind the agreed end,
        negative if ahead, missing without an agreed end.

    Raises
    ------
    CyclicScheduleError
        The dependencies of tasks are circular.
    """
    found = _dates(tasks, today)
    dates = pd.DataFrame([found[name] for name in tasks["task_id"]], index=tasks.index, columns=_DATED)
    dates = dates.astype({"slippage": "Int64", "is_done": bool, "is_overdue": bool})
    place = {name: number for number, name in enumerate(found)}
    return (
        tasks.assign(**{name: dates[name] for name in _DATED}, place=tasks["task_id"].map(place))
        .sort_values(["begins_on", "ends_on", "place"], ignore_index=True)
        .drop(columns="place")
    )


def _dates(tasks: pd.DataFrame, today: dt.date) -> dict[str, dict[str, Any]]:
    """Dates of each task as in `dated`, by id, every task after its predecessors."""
    rows = {row["task_id"]: row for row in tasks.to_dict("records")}
    found: dict[str, dict[str, Any]] = {}
    for name in _in_order(rows):
        row = rows[name]
        ends = [found[each]["ends_on"] for each in row["predecessors"] if each in found]
        begins = max([_date(row["starts_on"]) or (dt.date.min if ends else today), *ends])
        due = begins + _days(row["days"])
        done = _date(row["done_on"])
        agreed = _date(row["agreed_ends_on"])
        finish = done or max(due, today)
        found[name] = {
            "begins_on": min(begins, finish),
            "due_on": due,
            "ends_on": finish,
            "is_done": done is not None,
            "is_overdue": done is None and due < today,
            "slippage": None if agreed is None else (finish - agreed).days,
        }
    return found


_DATED = ["begins_on", "due_on", "ends_on", "is_done", "is_overdue", "slippage"]


def with_slack(tasks: pd.DataFrame) -> pd.DataFrame:
    """Tasks from `dated` with the latest dates that do not delay the last task.

    Returns
    -------
    DataFrame
        `tasks` with latest_end (date), slack [d] and is_critical: not done, and without slack.
    """
    if tasks.empty:
        return tasks.assign(latest_end=None, slack=0, is_critical=False)
    rows = {row["task_id"]: row for row in tasks.to_dict("records")}
    last = max(row["ends_on"] for row in rows.values())
    latest = dict.fromkeys(rows, last)
    for name in reversed(_in_order(rows)):
        row = rows[name]
        if row["is_done"]:
            latest[name] = row["ends_on"]
            continue
        latest_start = latest[name] - (row["ends_on"] - row["begins_on"])
        for each in row["predecessors"]:
            if each in rows:
                latest[each] = min(latest[each], latest_start)
    slack = [(latest[name] - row["ends_on"]).days for name, row in rows.items()]
    is_open = ~tasks["is_done"]
    return tasks.assign(
        latest_end=list(latest.values()), slack=slack, is_critical=is_open & (pd.Series(slack) == 0)
    )


def latest_end_if_restarted(tasks: pd.DataFrame, today: dt.date) -> dt.date:
    """Last end of tasks from `dated` if each overdue one still takes its whole duration from today.

    The remaining work of a task is not recorded: the end is between that of `dated`, which assumes completion today, and
    this one.
    """
    begins = tasks["starts_on"].astype(object).where(~tasks["is_overdue"], today)
    return max(task["ends_on"] for task in _dates(tasks.assign(starts_on=begins), today).values())


def slippage(tasks: pd.DataFrame) -> int | None:
    """Delay of the last end of the agreed tasks against the agreed plan; None without an agreed plan. [d]"""
    agreed = tasks[tasks["agreed_ends_on"].notna()]
    if agreed.empty:
        return None
    return (max(agreed["ends_on"]) - max(day for day in map(_date, agreed["agreed_ends_on"]) if day)).days


def _in_order(rows: Mapping[str, Mapping[str, Any]]) -> Sequence[str]:
    """Ids in topological order: every task after its predecessors."""
    try:
        return [
            name
            for name in TopologicalSorter({name: rows[name]["predecessors"] for name in rows}).static_order()
            if name in rows
        ]
    except CycleError as error:
        circle = [rows[name] for name in dict.fromkeys(error.args[1])]
        raise CyclicScheduleError(circle) from error


def _date(value: Any) -> dt.date | None:
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, dt.datetime) else value


def _days(value: Any) -> dt.timedelta:
    return _DAY * (0 if pd.isna(value) else int(value))
