"""Tasks of schedules with their due dates, for facilitators who ask who is late, and by how much."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from isdata.output.figures.parkmap import presentation
from isdata.programme.schedule import responsible
from isdata.symbiosis import synergies
from pages.common import role, screen, tables
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

_ON_PHONE = (118, 130, 112)  # widths of task, owner and status: what is late, and whose it is, in sight [px]

_NAMED, _ON_PHONES = 3, 2  # companies that are named, also on a phone; of more the first


def show(due: pd.DataFrame, today: dt.date, *, alt: str) -> None:
    """List tasks, as from `tasks.schedule`, in their order: what a phone cuts comes last."""
    read = reader()
    columns = {
        _("Task"): read.names(due),
        _("Owner"): _owners(due),
        _("Status"): [_status(row, today) for row in due.to_dict("records")],
        _("Due"): [tables.day(day) for day in due["due_on"]],
        _("Synergy"): [name or "–" for name in read.names(due, "synergy")],
        _("Begins"): [tables.day(day) for day in due["begins_on"]],
    }
    widths = dict(zip(columns, _ON_PHONE, strict=False)) if screen.is_phone() else {}
    tables.show_table(columns, widths=widths, lines=4 if widths else None, height="content", alt=alt)


def _owners(due: pd.DataFrame) -> list[str]:
    """Who each task waits for: the companies where the template names their role, with that role."""
    read = reader()
    partners = ask(synergies.partners, parks=[park_id()], viewer=role.viewer())
    of_synergy = {name: rows.to_dict("records") for name, rows in partners.groupby("synergy_id")}
    words = []
    for row in due[["synergy_id", "owner"]].to_dict("records"):
        owner = read.half(row["owner"]) or "–"
        named = responsible.companies(row["owner"], of_synergy.get(row["synergy_id"], []))
        names = [presentation.partner_name(each, read) for each in named]
        if len(names) > (_ON_PHONES if screen.is_phone() else _NAMED):
            names = [names[0], _("{count} other companies", count=len(names) - 1)]
        words.append(read.noted(read.listed(names), owner) if names else owner)
    return words


def _status(task: Mapping[str, Any], today: dt.date) -> str:
    if task["is_overdue"]:
        return ngettext("{count} day overdue", "{count} days overdue", (today - task["due_on"]).days)
    return _("Running") if task["begins_on"] <= today else _("Begins soon")
