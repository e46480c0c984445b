"""Report on parks by the seven tasks of their circular transformation, for the National Development and Reform Commission."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.institution.circular_tasks import MEASURES, TaskRecords
from isdata.institution.presentation import PILLARS
from isdata.output.reports import task_tables
from isdata.output.reports.blocks import Block, Column, Heading, Note, Paragraph, Report, Table

SOURCE = N_(
    "Tasks after the opinions of the National Development and Reform Commission and the Ministry of Finance on the circular transformation of parks, Fa Gai Huan Zi [2012] No. 765."
)


def tasks_report(
    scope: str,
    summary: pd.DataFrame,
    records: TaskRecords,
    *,
    is_illustrative: bool,
    data_version: int,
    day: dt.date,
    read: Reader,
) -> Report:
    """Report by task: indicators with targets and gaps, synergies and measures, pilots and lessons.

    Parameters
    ----------
    scope : str
        Name of the park or region.
    summary, records
        As from `circular_tasks.summary` and `task_records`.
    is_illustrative : bool
        True if a park contains fictitious data.
    """
    blocks: list[Block] = []
    if is_illustrative:
        blocks.append(
            Note(read.text(N_("Fictitious data for illustration in some of the parks.")), is_warning=True)
        )
    blocks += [
        Heading(read.text(N_("Summary"))),
        _overview(summary, read),
        Note(read.text(SOURCE)),
    ]
    for number, name in PILLARS.items():
        blocks += _chapter(number, name, summary, records.of_task(number), read)
    title = read.text(N_("Circular transformation of industrial parks by task"))
    return Report(title, scope, scope, day, data_version, read, blocks)


def measures_stated(row: pd.Series, read: Reader) -> str:
    """Sentence on the efficiency measures of a row of `circular_tasks.summary`; empty if none are recorded."""
    if pd.isna(row["measures_done"]):
        return ""
    return read.text(
        N_("{done} energy efficiency measures are implemented, {ahead} are planned."),
        done=read.number(int(row["measures_done"])),
        ahead=read.number(0 if pd.isna(row["measures_ahead"]) else int(row["measures_ahead"])),
    )


def _overview(summary: pd.DataFrame, read: Reader) -> Table:
    counts = {
        "indicators": N_("Indicators"),
        "reached": N_("Reached"),
        "missed": N_("Missed"),
        "running": N_("Synergies in operation"),
        "planned": N_("Planned synergies"),
        "measures_done": N_("Measures implemented"),
        "pilots": N_("Pilots"),
    }
    columns = [
        Column(read.text(N_("Seven tasks")), [read.text(name) for name in PILLARS.values()], width=2.2)
    ]
    columns += [
        _number(summary[name], read.text(title), lambda value: read.number(value))
        for name, title in counts.items()
    ]
    share = _number(summary["progress"], read.text(N_("Mean progress")), lambda value: read.percent(value))
    return Table("", [*columns, share])


def _number(values: pd.Series, title: str, words: Callable[[float], str]) -> Column:
    known = [None if pd.isna(value) else float(value) for value in values]
    return Column(title, known, words=["–" if value is None else words(value) for value in known])


def _chapter(number: int, name: str, summary: pd.DataFrame, own: TaskRecords, read: Reader) -> list[Block]:
    """Chapter of one task; what is not recorded is stated."""
    blocks: list[Block] = [Heading(read.text(name))]
    if number == MEASURES and (words := measures_stated(summary.loc[number], read)):
        blocks.append(Paragraph(words))
    for title, cells, nothing in (
        (N_("Indicators, targets and gaps"), task_tables.indicators, N_("No indicator is recorded.")),
        (N_("Synergies"), task_tables.synergies, N_("No synergy serves this task.")),
        (N_("Pilots"), task_tables.pilots, N_("No pilot is recorded.")),
        (N_("Lessons and recommendations"), task_tables.lessons, N_("No lesson is recorded yet.")),
    ):
        found = cells(own, read)
        is_empty = not next(iter(found.values()))
        blocks.append(Heading(read.text(title), level=2))
        blocks.append(Note(read.text(nothing)) if is_empty else _table(found))
    return blocks


def _table(cells: task_tables.Cells) -> Table:
    """Table of texts, of which the first column is the widest."""
    columns = [
        Column(title, values, width=1.0 if place else 2.2)
        for place, (title, values) in enumerate(cells.items())
    ]
    return Table("", columns)
