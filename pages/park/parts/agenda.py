"""Due and past events of a park, as tables that wrap on any screen."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from pages.common import show
from pages.common.language import _, ngettext, reader

HIGH = 6  # rows beyond which a table scrolls
SCROLLED = 400  # height of such a table [px]


def steps(due: pd.DataFrame, today: dt.date, *, key: str, is_brief: bool = False) -> None:
    """List open tasks, overdue ones first and marked.

    Parameters
    ----------
    due : DataFrame
        As from `parks.next_steps`, the earliest due first.
    today : date
        What is due before it is overdue.
    key : str
        Distinguishes the tables of one page.
    is_brief : bool
        Each in two lines: the step and its owner.
    """
    read = reader()
    rows = due.astype(object).where(due.notna(), None).to_dict("records")
    late = [row["due_date"] is not None and row["due_date"].date() < today for row in rows]
    if any(late):
        st.badge(
            ngettext("{count} step is overdue", "{count} steps are overdue", sum(late)),
            icon=":material/schedule:",
            color="red",
        )
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


def events(held: pd.DataFrame) -> None:
    """Show the events of a park, as from `parks.events`, the newest first."""
    read = reader()
    rows = held.astype(object).where(held.notna(), None).to_dict("records")
    _shown(
        {
            _("Date"): [read.date(row["starts_on"]) for row in rows],
            _("Event"): [
                _event(
                    read.name(row["name_en"], row["name_zh"]), read.choice("event_kind", row["event_kind"])
                )
                for row in rows
            ],
            _("Companies"): [
                read.number(row["participants"]) if row["participants"] else "–" for row in rows
            ],
        },
        alt=_("Events of the park, newest first"),
        key="events",
    )


def _day(day: Any, is_late: bool) -> str:
    words = show.plain(reader().date(day))
    return f":red[**{words}**]" if is_late else words


def _event(name: str, kind: str) -> str:
    """Event in words; only its kind where it is at an undisclosed company, or its name identifies one."""
    return _with_detail(name, kind) if name else show.plain(kind)


def _with_detail(what: str, detail: str) -> str:
    return f"{show.plain(what)}  \n:small[:gray[{show.plain(detail)}]]" if detail else show.plain(what)


def _shown(table: dict[str, list[str]], *, alt: str, key: str) -> None:
    rows = pd.DataFrame(table)
    with st.container(key=f"dated_{key}"):
        st.table(
            rows,
            border="horizontal",
            hide_index=True,
            height=SCROLLED if len(rows) > HIGH else "content",
            alt=alt,
        )
