"""Due and past events of a park, as tables that wrap on any screen."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from pages.common import controls, show
from pages.common.language import _, ngettext, reader

HIGH = 6  # rows in sight; a table that scrolled would cut one


def steps(due: pd.DataFrame, today: dt.date, *, key: str, title: str = "", is_brief: bool = False) -> None:
    """List open tasks under a title, overdue ones first and marked.

    Parameters
    ----------
    due : DataFrame
        As from `parks.next_steps`, the earliest due first.
    today : date
        What is due before it is overdue.
    key : str
        Distinguishes the tables of one page.
    title : str
        Heading; in one line with the number of what is overdue.
    is_brief : bool
        Each in two lines: the step and its owner.
    """
    read = reader()
    rows = due.astype(object).where(due.notna(), None).to_dict("records")
    late = [row["due_date"] is not None and row["due_date"].date() < today for row in rows]
    _headed(title, sum(late))
    table = {
        _("Due"): [_day(row["due_date"], is_late) for row, is_late in zip(rows, late, strict=True)],
        _("Step"): [
            _with_detail(
                read.name(row["step_en"], row["step_zh"]),
                (is_brief and read.half(row["owner"])) or read.name(row["about_en"], row["about_zh"]),
            )
            for row in rows
        ],
    }
    if due["owner"].notna().any() and not is_brief:
        table[_("Owner")] = [show.plain(read.half(row["owner"]) or "–") for row in rows]
    _shown(table, alt=_("Open steps, earliest due date first"), key=key)


def _headed(title: str, late: int) -> None:
    """Show a heading, and how many steps are overdue, in one line; in a hall below it, level with the heading beside it."""
    is_line = bool(title and late) and not controls.is_projected()
    with st.container(horizontal=True, vertical_alignment="top") if is_line else st.container():
        if title:
            st.subheader(title, anchor=False, width="content" if is_line else "stretch")
        if late:
            st.badge(
                ngettext("{count} step is overdue", "{count} steps are overdue", late),
                icon=":material/schedule:",
                color="red",
            )


def events(held: pd.DataFrame) -> None:
    """Show the events of a park, as from `parks.events`, the newest first."""
    read = reader()
    rows = held.astype(object).where(held.notna(), None).to_dict("records")
    table = {
        _("Date"): [read.date(row["starts_on"]) for row in rows],
        _("Event"): [
            _event(read.name(row["name_en"], row["name_zh"]), read.choice("event_kind", row["event_kind"]))
            for row in rows
        ],
    }
    if any(row["participants"] for row in rows):
        table[_("Companies")] = [
            read.number(row["participants"]) if row["participants"] else "–" for row in rows
        ]
    _shown(table, alt=_("Events of the park, newest first"), key="events")


def _day(day: Any, is_late: bool) -> str:
    words = show.plain(reader().date(day))
    return f":red[**{words}**]" if is_late else words


def _event(name: str, kind: str) -> str:
    """Event in words; only its kind where it is at an undisclosed company, or its name identifies one."""
    return _with_detail(name, kind) if name else show.plain(kind)


def _with_detail(what: str, detail: str) -> str:
    return f"{show.plain(what)}  \n:small[:gray[{show.plain(detail)}]]" if detail else show.plain(what)


def _shown(table: dict[str, list[str]], *, alt: str, key: str) -> None:
    """Show the first rows of a table, and the rest on demand."""
    rows = pd.DataFrame(table)
    with st.container(key=f"dated_{key}"):
        st.table(rows.head(HIGH), border="horizontal", hide_index=True, alt=alt)
        if len(rows) > HIGH:
            with st.expander(_("Show {count} more", count=reader().number(len(rows) - HIGH))):
                st.table(rows.iloc[HIGH:], border="horizontal", hide_index=True, alt=alt)
