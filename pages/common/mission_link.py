"""Missions visible to a reader, their status as text, and links to the current mission and to overdue tasks."""

import datetime as dt

import pandas as pd

from isdata.data.i18n import N_
from isdata.errors import CyclicScheduleError
from isdata.programme.missions import programme
from isdata.programme.schedule import tasks
from pages.common import navigation, undisclosed
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

STATUSES = {
    "planned": N_("Planned"),
    "running": N_("Running"),
    "late": N_("Late"),
    "closed": N_("Closed"),
}


def missions(park_id: str) -> pd.DataFrame:
    """Rows of `programme.missions`, without names that would identify an undisclosed company to this reader."""
    own = ask(programme.missions, park_id=park_id)
    return undisclosed.without_hidden(own, masked=["name_en", "name_zh"], is_stated=False)


def current(own: pd.DataFrame) -> str:
    """First open mission, or the last one."""
    still = own.loc[own["closed_on"].isna(), "mission_id"]
    return str(still.iloc[0] if len(still) else own["mission_id"].iloc[-1])


def link(park_id: str) -> None:
    """Show a short link to the first open mission with its next step; nothing if there is none."""
    own = ask(programme.missions, park_id=park_id)
    if own["closed_on"].notna().all():
        return
    read, mission_id = reader(), current(own)
    mission = own.set_index("mission_id", drop=False).loc[mission_id].to_dict()
    steps = ask(programme.steps, mission_id=mission_id)
    left, status = programme.missing(steps), programme.status(mission, steps, dt.date.today())
    step = "" if left.empty else read.name(left.iloc[0]["name_en"], left.iloc[0]["name_zh"])
    if status == "planned":
        words = _("Mission begins on {day}", day=read.date(mission["starts_on"]))
    elif not step:
        words = _("Mission: all outputs available")
    elif status == "late":
        words = _("Mission is late, next: {step}", step=step)
    else:
        words = _("Next mission step: {step}", step=step)
    navigation.link("missions", words, icon=":material/flag:", mission=mission_id)


def link_overdue(park_id: str) -> None:
    """Show a link to the schedule if tasks are overdue."""
    try:
        planned = ask(tasks.schedule, park_id=park_id, today=dt.date.today())
    except CyclicScheduleError:  # the page of the schedule names the tasks
        return
    count = int(planned["is_overdue"].sum())
    if count:
        words = ngettext(
            "Feasibility studies: {count} task overdue",
            "Feasibility studies: {count} tasks overdue",
            count,
        )
        navigation.link("schedule", words, icon=":material/view_timeline:")
