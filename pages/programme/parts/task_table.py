"""Tasks of schedules with their due dates, for facilitators who ask who is late."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pages.common import screen, tables
from pages.common.language import _, reader

_ON_PHONE = (92, 76)  # widths of due date and status, so that what is late is in sight [px]


def show(due: pd.DataFrame, today: dt.date, *, alt: str) -> None:
    """List tasks, as from `tasks.schedule`, in their order: what a phone cuts comes last."""
    read = reader()
    columns = {
        _("Task"): read.names(due),
        _("Due"): [tables.day(day) for day in due["due_on"]],
        _("Status"): [_status(row, today) for row in due.to_dict("records")],
        _("Owner"): [read.half(owner) or "–" for owner in due["owner"]],
        _("Synergy"): [name or "–" for name in read.names(due, "synergy")],
        _("Begins"): [tables.day(day) for day in due["begins_on"]],
    }
    widths = dict(zip((_("Due"), _("Status")), _ON_PHONE, strict=True)) if screen.is_phone() else {}
    tables.show_table(columns, widths=widths, height="content", alt=alt)


def _status(task: Mapping[str, Any], today: dt.date) -> str:
    if task["is_overdue"]:
        return _("Overdue")
    return _("Running") if task["begins_on"] <= today else _("Begins soon")
