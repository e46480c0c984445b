"""Schedule as figures, Gantt chart and workbook, and slippage of each synergy."""

import datetime as dt
import math

import pandas as pd
import streamlit as st

from isdata.output.figures import schedule as figure
from isdata.output.figures import schedule_bars
from isdata.output.reports.schedule import schedule_report
from isdata.programme.schedule import critical_path
from pages.common import cards, charts, controls, popovers, screen, tables
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.language import _, defined, ngettext, reader
from pages.common.once import once
from pages.common.report_offer import report_buttons
from pages.common.show import computed, end_of_presented
from pages.common.show import escaped as show_plain
from pages.common.tables import show_table
from pages.programme.parts import task_table

# Widths of schedule, slippage and expected end, the latter two with complete headings. [px]
_ON_PHONE = {"en": (160, 96, 104), "zh": (132, 122, 108)}


def stated(rows: pd.DataFrame) -> str:
    """Text of the number of tasks of a schedule, and of those done."""
    if rows.empty:
        return _("no tasks entered yet")
    count = reader().number(len(rows))
    return _("{done} of {count} tasks done", done=reader().number(int(rows["is_done"].sum())), count=count)


def headline(rows: pd.DataFrame) -> str:
    """Headline with expected end, delay and number of overdue tasks."""
    read, groups = reader(), _groups(rows)
    days = [each for each in map(critical_path.slippage, groups) if each is not None]
    words = {"day": read.date(max(rows["ends_on"])), "days": read.number(max(days, default=0))}
    late = int(rows["is_overdue"].sum())
    if max(days, default=0) <= 0:
        end = _("Expected end {day}, as agreed", **words) if days else _("Expected end {day}", **words)
    elif len(groups) == 1:
        end = _("Expected end {day}, {days} days behind the plan", **words)
    else:
        end = _("Last expected end {day}, up to {days} days behind the plan", **words)
    return read.clauses([end, _late(late)])


def _late(count: int) -> str:
    """Number of overdue tasks; empty for none."""
    if not count:
        return ""
    if screen.is_phone():  # where the headline has two lines
        return ngettext("{count} task overdue", "{count} tasks overdue", count)
    return ngettext(
        "{count} task of a feasibility study overdue", "{count} tasks of feasibility studies overdue", count
    )


def show_all(rows: pd.DataFrame, *, today: dt.date) -> None:
    """Show all schedules of a park from `tasks.schedule`."""
    if controls.is_projected() and len(_groups(rows)) == 1:
        once(_open_tasks, rows, today)
        return
    whole = once(_overview, rows, today)
    end_of_presented()
    with popovers.lazy_content(_("Table of the schedules"), key="schedule_table") as is_drawn:
        if is_drawn:
            _slippages(rows, today)
    _download(whole, _("All schedules"), today)


def _open_tasks(rows: pd.DataFrame, today: dt.date) -> None:
    """Draw the open tasks of a single schedule, which fit a presentation."""
    whole = critical_path.with_slack(rows.reset_index(drop=True))
    _figures(whole, (_("Slippage of the end"), critical_path.slippage(rows)), today)
    left = whole[~whole["is_done"]]
    name = schedule_bars.schedule_name(rows.iloc[0].to_dict(), reader())
    st.subheader(_("Open tasks: {name}", name=show_plain(name)), anchor=False)
    charts.draw(
        figure.gantt(left if len(left) else whole, charts.reader(), today),
        alt=_(
            "Gantt chart: present dates, agreed plan below in grey, critical tasks in red, milestones as diamonds"
        ),
    )


def _overview(rows: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Draw all schedules of a park; return their tasks with the slack of each."""
    parts = [critical_path.with_slack(group.reset_index(drop=True)) for group in _groups(rows)]
    whole = pd.concat(parts, ignore_index=True)
    slips = [days for days in map(critical_path.slippage, _groups(rows)) if days is not None]
    _figures(
        whole, (_("Largest slippage"), max(slips, default=None)), today, note=_("of the end of a schedule")
    )
    st.subheader(_("Expected end of each schedule"), anchor=False)
    charts.draw(
        figure.overview(rows, charts.reader(), today),
        alt=_(
            "Gantt chart: one bar a schedule, agreed plan below in grey, permits and decisions as diamonds"
        ),
    )
    if not controls.is_projected():
        _overdue(whole, today)
        _explain()
    return whole


def show(rows: pd.DataFrame, *, title: str, today: dt.date) -> None:
    """Show the tasks of one schedule from `critical_path.with_slack`."""
    _figures(rows, (_("Slippage of the end"), critical_path.slippage(rows)), today)
    st.subheader(_("Timeline of tasks"), anchor=False)
    charts.draw(
        figure.gantt(rows, charts.reader(), today),
        alt=_(
            "Gantt chart: present dates, agreed plan below in grey, critical tasks in red, milestones as diamonds"
        ),
    )
    end_of_presented()
    _explain()
    _download(rows, title, today)


def _groups(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Tasks of each schedule."""
    return [group for _name, group in rows.groupby("synergy_id", dropna=False, sort=False)]


def _end(rows: pd.DataFrame, today: dt.date) -> str:
    """Text of the expected end, a range if tasks are overdue, since their remaining work is not recorded."""
    read = reader()
    first = max(rows["ends_on"])
    last = critical_path.latest_end_if_restarted(rows, today)
    if last == first:
        return read.date(first)
    # Fits one line of a tile.
    begin = read.short_date(first) if controls.is_projected() else tables.day(first)
    return _("{first} – {last}", first=begin, last=tables.day(last))


def _later(rows: pd.DataFrame, today: dt.date) -> str | None:
    """Expected end if overdue tasks take their whole duration again; None if no task is overdue."""
    if not rows["is_overdue"].any():
        return None
    last = reader().date(critical_path.latest_end_if_restarted(rows, today))
    return _("at worst {day}", day=last)


def _figures(rows: pd.DataFrame, slippage: tuple[str, int | None], today: dt.date, *, note: str = "") -> None:
    """Show expected end, slippage with its label and note, and numbers of overdue and critical tasks."""
    read, (label, days) = reader(), slippage
    with cards.row(4, brief="schedule"):
        first = read.date(max(rows["ends_on"]))
        cards.metric(_("Expected end"), first, defined("schedule"), _later(rows, today))
        cards.metric(
            label,
            "–" if days is None else _("{days} days", days=read.number(days)),
            defined("slippage"),
            note or (_("if overdue tasks are finished today") if rows["is_overdue"].any() else None),
        )
        left = int((~rows["is_done"].astype(bool)).sum())
        of_open = _("of {total} open", total=read.number(left))
        cards.metric(_("Overdue tasks"), read.number(int(rows["is_overdue"].sum())), defined("task"), of_open)
        cards.metric(
            _("Critical tasks"),
            read.number(int(rows["is_critical"].sum())),
            defined("critical path"),
            of_open,
        )


def _explain() -> None:
    computed(
        _(
            "A task begins when all its predecessors are finished, and ends after its calendar days. An open task ends today at "
            "the earliest, so a delay moves all that waits for it; the later expected end lets overdue tasks take their whole duration again. Slack is the time a task can slip without moving the last "
            "end; critical tasks have none. Slippage compares the expected end with the agreed one."
        )
    )


def _download(rows: pd.DataFrame, title: str, today: dt.date) -> None:
    park, read = park_id(), reader()
    report_buttons(
        lambda: schedule_report(cursor(), park_id=park, rows=rows, title=title, reader=read, day=today),
        {"xlsx": _("Schedule (Excel)")},
        f"{park}-schedule-{today.isoformat()}",
        key="schedule",
    )


def _slippages(rows: pd.DataFrame, today: dt.date) -> None:
    """Show expected end and slippage of each schedule."""
    read, groups = reader(), _groups(rows)
    days = [critical_path.slippage(group) for group in groups]
    slipped, is_phone = [math.nan if each is None else float(each) for each in days], screen.is_phone()
    first = {
        _("Schedule of"): [schedule_bars.schedule_name(group.iloc[0].to_dict(), read) for group in groups]
    }
    if is_phone:  # the range does not fit beside the slippage
        ends = {
            _("Slippage [d]"): slipped,
            _("Expected end"): [tables.day(max(group["ends_on"])) for group in groups],
            _("End at worst"): [
                tables.day(critical_path.latest_end_if_restarted(group, today)) for group in groups
            ],
        }
    else:
        ends = {_("Expected end"): [_end(group, today) for group in groups], _("Slippage [d]"): slipped}
    columns = (
        first
        | ends
        | {
            _("Overdue tasks"): [int(group["is_overdue"].sum()) for group in groups],
            _("Tasks done"): [f"{int(group['is_done'].sum())} / {len(group)}" for group in groups],
        }
    )
    widths = dict(zip(columns, _ON_PHONE[read.language], strict=False)) if is_phone else {}
    show_table(
        columns,
        widths=widths,
        lines=3 if widths else None,
        alt=_("Expected end and slippage of each schedule"),
    )


def _overdue(rows: pd.DataFrame, today: dt.date) -> None:
    """List the overdue tasks of all schedules, earliest due first."""
    late = rows[rows["is_overdue"]].sort_values(["due_on", "task_id"])
    if len(late):
        task_table.show(
            late, today, label=_("Overdue task"), alt=_("Overdue tasks with owner, the earliest due first")
        )
