"""Table of tasks with due dates, owners and delays."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from isdata.output.figures import schedule_labels, schedule_owners
from isdata.symbiosis import synergies
from pages.common import phone_tables, role, screen, tables
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

# Widths of task, owner and status, so that late tasks and their owners are visible, and no bracket stands alone. [px]
_ON_PHONE = {"en": (118, 124, 108), "zh": (112, 142, 106)}
_ON_PHONES = 2  # maximum number of companies named on a phone


def show(due: pd.DataFrame, today: dt.date, *, alt: str, label: str = "") -> None:
    """List tasks from `tasks.schedule` in their order; columns hidden on a phone are last. `label`: heading of their names."""
    read = reader()
    due = due if "owner_words" in due else with_owners(due)
    columns = {
        label or _("Task"): read.names(due),
        _("Owner"): [_in_lines(owner, 1) for owner in schedule_owners.words(due, read)],
        _("Status"): [_in_lines(_status(row, today), 2) for row in due.to_dict("records")],
        # Of overdue tasks, the name of the synergy needs the width.
        **({} if due["is_overdue"].all() else {_("Begins"): [tables.day(day) for day in due["begins_on"]]}),
        _("Due"): [tables.day(day) for day in due["due_on"]],
        _("Synergy"): [name or "–" for name in read.names(due, "synergy")],
    }
    widths = dict(zip(columns, _ON_PHONE[read.language], strict=False)) if screen.is_phone() else {}
    tables.show_table(columns, widths=widths, lines=4 if widths else None, height="content", alt=alt)


def _in_lines(words: str, column: int) -> str:
    """Words wider than their column on a phone with a break before their Chinese note: a grid breaks a line even behind a bracket."""
    is_wide = screen.is_phone() and phone_tables.letters(words) > _ON_PHONE[reader().language][column]
    return words.replace("（", "\n（") if is_wide else words


def with_owners(rows: pd.DataFrame) -> pd.DataFrame:
    """Tasks with the companies in the roles of their owners, as visible to the reader."""
    partners = ask(synergies.partners, parks=[park_id()], viewer=role.viewer())
    most = _ON_PHONES if screen.is_phone() else schedule_owners.NAMED
    return schedule_owners.named(rows, partners, reader(), most=most)


def _status(task: Mapping[str, Any], today: dt.date) -> str:
    if task["is_overdue"]:
        late = ngettext("{count} day overdue", "{count} days overdue", (today - task["due_on"]).days)
        return schedule_labels.with_slack(late, reader().number(task.get("slack", 0)), reader())
    return _("Running") if task["begins_on"] <= today else _("Begins soon")
