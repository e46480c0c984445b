"""Parks by the seven tasks of their circular transformation: summary, and what serves the chosen task."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata import institution
from isdata.data import store
from isdata.institution import circular_tasks
from isdata.institution.circular_tasks import MEASURES, TaskRecords
from isdata.institution.presentation import PILLARS
from isdata.output.reports import Report, task_tables
from isdata.output.reports.tasks import SOURCE, measures_stated, tasks_report
from pages.common import navigation, pick, role, screen, tables
from pages.common.data import ask, cursor, derive
from pages.common.language import _, reader
from pages.common.selection import Line
from pages.common.show import escaped, info

_REGION = "region"


def choose(line: Line, parks: pd.DataFrame, region: str) -> tuple[str, pd.DataFrame]:
    """Let the user choose one park or all of the region in the line; return the name of the choice and its parks."""
    named = dict(zip(parks["park_id"], reader().names(parks), strict=True))
    options = {_REGION: _("All parks of {region}", region=region)} | named
    with line.controls:
        chosen = pick.from_dropdown(_("Parks"), options, key="task_parks", width=320)
    own = parks if chosen == _REGION else parks[parks["park_id"] == chosen]
    return options[chosen], own


def report(scope: str, parks: pd.DataFrame) -> Report:
    """Report on the chosen parks."""
    found = _records(parks)
    return tasks_report(
        scope,
        circular_tasks.summary(found, parks),
        found,
        is_illustrative=bool(parks["is_illustrative"].any()),
        data_version=store.data_version(cursor()),
        day=dt.date.today(),
        read=reader(),
    )


def show(scope: str, parks: pd.DataFrame, line: Line) -> None:
    """Show the seven tasks, and the indicators, synergies, pilots and lessons of the chosen one."""
    line.state(scope)
    if parks.empty:
        info(_("No park of this region is recorded here."))
        return
    found = _records(parks)
    summary = derive(circular_tasks.summary, found, parks)
    st.subheader(_headline(summary, found, len(parks)), anchor=False)
    chosen = _table(summary)
    _details(chosen, found.of_task(chosen), summary)
    rule = _(
        "Synergies serve the task entered as their pillar, otherwise by type: exchanges 3, shared utilities 6, shared services 7; efficiency measures serve task 4."
    )
    st.caption(_(SOURCE))
    st.caption(rule)


def _records(parks: pd.DataFrame) -> TaskRecords:
    return ask(circular_tasks.task_records, parks=tuple(parks["park_id"]), viewer=role.viewer())


def _headline(summary: pd.DataFrame, found: TaskRecords, total: int) -> str:
    """Sentence with the number of parks that record indicators, of targets reached, and the task with the least progress."""
    read, known = reader(), summary["progress"].dropna()
    among = _(
        "Indicators recorded in {count} of {total} parks",
        count=read.number(found.indicators["park_id"].nunique()),
        total=read.number(total),
    )
    counted = _(
        "{reached} of {count} indicators at target",
        reached=read.number(int(summary["reached"].sum())),
        count=read.number(int(summary["indicators"].sum())),
    )
    first = [among, counted] if total > 1 else [counted]
    if known.empty:
        return read.clauses(first)
    least = int(known.idxmin())
    share = read.percent(float(known[least]))
    words = _("least progress in task {task}: {share}", task=_(PILLARS[least]), share=share)
    return read.clauses([*first, words])


def _table(summary: pd.DataFrame) -> int:
    """List the seven tasks; return the chosen one, initially that with the least progress."""
    read = reader()
    reached = [
        _("{count} of {total}", count=read.number(int(part)), total=read.number(int(total))) if total else "–"
        for part, total in zip(summary["reached"], summary["indicators"], strict=True)
    ]
    table = {
        _("Seven tasks"): [_(name) for name in PILLARS.values()],
        _("Mean progress"): (100 * summary["progress"]).tolist(),
        _("At target"): reached,
        _("Missed"): summary["missed"].tolist(),
        _("Synergies in operation"): summary["running"].tolist(),
        _("Planned"): summary["planned"].tolist(),
        _("Measures done"): summary["measures_done"].tolist(),
        _("Pilots"): summary["pilots"].tolist(),
        _("Lessons"): summary["lessons"].tolist(),
    }
    if screen.is_phone():
        table[_("Missed")] = table.pop(_("Missed"))  # beside it, the names would take three lines
    place = tables.picked_row(
        pd.DataFrame(table),
        [str(number) for number in PILLARS],
        key="task",
        height="content",
        column_config={
            _("Mean progress"): tables.bar(tables.scaled(130)),
            **tables.texts({_("Seven tasks"): 250}),
        },
        alt=_("The seven tasks with indicators, synergies, measures, pilots and lessons"),
    )
    return institution.weakest_pillar(summary) if place is None else list(PILLARS)[place]


def _details(number: int, own: TaskRecords, summary: pd.DataFrame) -> None:
    """Show what serves a task, in tabs."""
    read = reader()
    st.subheader(escaped(_(PILLARS[number])), anchor=False)
    titles = [_("Indicators, targets and gaps"), _("Synergies and measures"), _("Pilots and lessons")]
    gaps, serving, learnt = st.tabs(titles)
    with gaps:
        _shown(task_tables.indicators(own, read), _("No indicator is recorded."))
        navigation.link("indicators", _("Indicators of the park"), icon=":material/track_changes:")
    with serving:
        if number == MEASURES and (words := measures_stated(summary.loc[number], read)):
            st.markdown(words)
        _shown(task_tables.synergies(own, read), _("No synergy serves this task."))
    with learnt:
        _shown(task_tables.pilots(own, read), _("No pilot is recorded."))
        _shown(task_tables.lessons(own, read), _("No lesson is recorded yet."))
        if role.may_change():
            navigation.link("tables", _("Enter pilots"), icon=":material/table_edit:", edit_table="pilot")


def _shown(cells: task_tables.Cells, nothing: str) -> None:
    """Show cells as a table, or what is missing; a phone has the park last, behind the values."""
    first = next(iter(cells))
    if screen.is_phone() and _("Park") in cells:
        cells = {name: each for name, each in cells.items() if name != _("Park")} | {
            _("Park"): cells[_("Park")]
        }
    if cells[first]:
        tables.show_table(dict(cells), alt=first, height="content", widths={first: 340})
    else:
        st.caption(nothing)
