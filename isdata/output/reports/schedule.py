"""Schedule as a report: Gantt chart, and one row per task with dates, slack and slippage."""

import datetime as dt
import math
from typing import Any

import duckdb
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import schedule as figure
from isdata.output.figures import schedule_bars, schedule_owners
from isdata.output.reports.blocks import Chart, Column, Heading, Note, Report, Table, tabulated
from isdata.output.reports.park_report import park_report

_EPOCH = dt.date(1899, 12, 30)  # day 0 of a workbook's dates


def schedule_report(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    rows: pd.DataFrame,
    title: str,
    reader: Reader,
    day: dt.date,
) -> Report:
    """Report on the schedule of a synergy or of the programme, from `critical_path.with_slack`."""
    text, table = reader.text, _table(rows, reader)
    note = N_(
        "Durations are calendar days. Critical tasks have no slack: a day lost there delays the end. Slippage is counted against "
        "the agreed plan."
    )
    return park_report(
        con,
        park_id,
        title=N_("Schedule"),
        subtitle=title,
        reader=reader,
        day=day,
        blocks=[
            Heading(text(N_("Tasks"))),
            table,
            Note(text(note)),
            Heading(text(N_("Gantt chart"))),
            Chart("", figure.gantt(rows, reader, day), table, "picture", text(N_("Tasks over time"))),
        ],
    )


def _table(rows: pd.DataFrame, reader: Reader) -> Table:
    text, names = reader.text, dict(zip(rows["task_id"], reader.names(rows), strict=True))
    before = [
        reader.clauses([names[each] for each in predecessors if each in names])
        for predecessors in rows["predecessors"]
    ]
    return tabulated(
        reader,
        (N_("Task"), reader.names(rows), 2.5),
        (N_("Kind"), [reader.choice("task_kind", kind) for kind in rows["task_kind"]]),
        (N_("Synergy"), reader.names(rows, "synergy"), 1.5),
        (N_("Owner"), schedule_owners.words(rows, reader), 1.5),
        (N_("Predecessors"), before, 2.0),
        _dates(text(N_("Begins")), rows["begins_on"], reader),
        _dates(text(N_("Ends")), rows["ends_on"], reader),
        _dates(text(N_("Agreed end")), rows["agreed_ends_on"], reader),
        _days(text(N_("Slippage [d]")), rows["slippage"], reader),
        _days(text(N_("Slack [d]")), rows["slack"], reader),
        (
            N_("Status"),
            [text(schedule_bars.STATES[schedule_bars.state(row)][0]) for row in rows.to_dict("records")],
        ),
    )


def _dates(title: str, days: pd.Series, reader: Reader) -> Column:
    """Column of days, as numbers that a workbook shows as dates."""
    stamps: list[Any] = [None if pd.isna(day) else pd.Timestamp(day).date() for day in days]
    return Column(
        title,
        [math.nan if day is None else (day - _EPOCH).days for day in stamps],
        words=[reader.date(day) for day in stamps],
        number_format="yyyy-mm-dd",
    )


def _days(title: str, days: pd.Series, reader: Reader) -> Column:
    values: list[Any] = [math.nan if pd.isna(each) else int(each) for each in days]
    return Column(title, values, words=reader.number, number_format="0")
