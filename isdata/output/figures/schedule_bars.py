"""Bars and milestones of a Gantt chart: dates, state and text of each task, or of each schedule of a programme."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, schedule_owners, style
from isdata.programme.schedule.critical_path import latest_end_if_restarted, slippage

STATES = {
    "critical": (N_("Critical"), style.WARNING),
    "slipping": (N_("Late, with slack"), style.PALETTE[1]),
    "open": (N_("With slack"), style.ACCENT),
    "late": (N_("Behind the agreed plan"), style.WARNING),
    "planned": (N_("On schedule"), style.ACCENT),
    "left": (N_("Not done yet"), style.PALETTE[2]),
    "done": (N_("Done"), style.MUTED),
}
MILESTONES = ("permit", "decision")


def schedule_name(row: Mapping[str, Any], reader: Reader) -> str:
    """Name of a task's schedule: its synergy, or the programme as a whole."""
    return reader.name(row["synergy_en"], row["synergy_zh"]) or reader.text(
        N_("Tasks of the programme as a whole")
    )


def of_tasks(rows: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Rows of the chart, one per task; tasks of the same name are numbered."""
    names = pd.Series(reader.names(rows), index=rows.index)
    again = names.groupby(names).cumcount()
    return pd.DataFrame(
        {
            "task": names.where(again == 0, names + " (" + (again + 1).astype(str) + ")"),
            "is_milestone": rows["task_kind"].isin(MILESTONES) | (rows["begins_on"] == rows["ends_on"]),
            "is_worded": True,
            "is_overdue": rows.get("is_overdue", pd.Series(False, index=rows.index)),
            "kind": [reader.choice("task_kind", kind) for kind in rows["task_kind"]],
            "owner": schedule_owners.words(rows, reader),
            "slack_words": [reader.number(slack) for slack in rows["slack"]],
            "slippage_words": [_days(days, reader) for days in rows["slippage"]],
            "state": [reader.text(STATES[state(row)][0]) for row in rows.to_dict("records")],
            **_dates(rows, reader),
        }
    )


def of_schedules(rows: pd.DataFrame, reader: Reader, today: dt.date) -> pd.DataFrame:
    """Rows of the overview: one per schedule and one per milestone."""
    bars = [_as_one(group, today) for _name, group in rows.groupby("synergy_id", dropna=False, sort=False)]
    marks = rows[rows["task_kind"].isin(MILESTONES)].assign(
        is_milestone=True, agreed_starts_on=None, agreed_ends_on=None
    )
    marks["state"] = [_outcome(row["is_done"], row["slippage"]) for row in marks.to_dict("records")]
    both = [*bars, *marks.to_dict("records")]
    shown = pd.DataFrame(both)
    if "owner_words" not in rows:
        shown = shown.drop(columns="owner_words")
    titles = [
        reader.name(row["name_en"], row["name_zh"]) if row["is_milestone"] else reader.text(N_("Schedule"))
        for row in both
    ]
    return pd.DataFrame(
        {
            "task": [schedule_name(row, reader) for row in both],
            "is_milestone": shown["is_milestone"],
            "is_worded": ~shown["is_milestone"].astype(bool),
            "is_overdue": False,  # of a whole schedule, the end at worst is stated
            "kind": titles,
            "owner": schedule_owners.words(shown, reader),
            "slack_words": "–",
            "slippage_words": [_days(row["slippage"], reader) for row in both],
            "state": [reader.text(STATES[row["state"]][0]) for row in both],
            **_dates(shown, reader),
        }
    )


def _as_one(group: pd.DataFrame, today: dt.date) -> dict[str, Any]:
    """Tasks of a schedule as one bar."""
    days = slippage(group)
    return group.iloc[0].to_dict() | {
        "begins_on": min(group["begins_on"]),
        "ends_on": max(group["ends_on"]),
        "agreed_starts_on": pd.to_datetime(group["agreed_starts_on"]).min(),
        "agreed_ends_on": pd.to_datetime(group["agreed_ends_on"]).max(),
        "slippage": days,
        "state": _outcome(group["is_done"].all(), days),
        "is_milestone": False,
        "owner": None,  # several
        "owner_words": "–",
        "latest_on": latest_end_if_restarted(group, today) if group["is_overdue"].any() else None,
    }


def _outcome(is_done: bool, days: float | None) -> str:
    """State of a schedule or milestone by its slippage [d]; unknown slippage counts as none."""
    return "done" if is_done else "late" if days is not None and days > 0 else "planned"


def _dates(rows: pd.DataFrame, reader: Reader) -> dict[str, list[str | None]]:
    """Dates of bars, of their latest end and of the agreed plan, for the axis and as text."""
    latest = rows.get("latest_on", pd.Series(None, index=rows.index, dtype=object)).combine_first(
        rows["ends_on"]
    )
    return {
        "begins": [channels.midnight(day) for day in rows["begins_on"]],
        "ends": [channels.midnight(day) for day in rows["ends_on"]],
        "agreed_begins": [channels.midnight(day) for day in rows["agreed_starts_on"]],
        "agreed_ends": [channels.midnight(day) for day in rows["agreed_ends_on"]],
        "latest": [channels.midnight(day) for day in latest],
        "begins_words": [reader.date(day) for day in rows["begins_on"]],
        "ends_words": [
            reader.date(end)
            if last == end
            else reader.text(N_("{first} – {last}"), first=reader.date(end), last=reader.date(last))
            for end, last in zip(rows["ends_on"], latest, strict=True)
        ],
    }


def _days(days: Any, reader: Reader) -> str:
    return "–" if pd.isna(days) else reader.number(int(days))


def state(row: Mapping[str, Any]) -> str:
    """State of a task: "done", "critical", "slipping" (behind the agreed plan, not critical) or "open"."""
    if row["is_done"]:
        return "done"
    is_late = pd.notna(row["slippage"]) and row["slippage"] > 0
    return "critical" if row["is_critical"] else "slipping" if is_late else "open"
