"""Due and past events of a park, as tables that wrap on any screen."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from pages.common import charts, controls, show
from pages.common.language import _, ngettext, reader

HIGH = 6  # number of visible rows; a scrolling table would cut one
NEXT = 3  # number of visible steps beside a picture
IN_HALL = 4  # the same when presented, without links below
UNDER_LINE = 5  # the same without a row of figures above


def steps(due: pd.DataFrame, today: dt.date, *, title: str, high: int = NEXT, left_out: int = 0) -> None:
    """List open steps under a title, with overdue ones first and marked; the first ones in two lines, the rest on demand.

    Parameters
    ----------
    due : DataFrame
        Rows of `parks.next_steps`, earliest due first.
    today : date
        Steps due before it are overdue.
    title : str
        Heading, on one line with the number of overdue steps.
    high : int
        Number of visible steps.
    left_out : int
        Number of steps of undisclosed companies, which this reader may not see.
    """
    read = reader()
    rows = due.astype(object).where(due.notna(), None).to_dict("records")
    late = [row["due_date"] is not None and row["due_date"].date() < today for row in rows]

    has_owners = all(row["owner"] for row in rows[:high])  # otherwise, two kinds of entries would be mixed

    def detail(place: int, row: dict[str, Any]) -> str:
        about = [read.half(row["owner"]), read.name(row["about_en"], row["about_zh"])]
        named = [each for each in (about if has_owners or place >= high else about[::-1]) if each]
        return " · ".join(named[:1] if place < high else named)

    table = {
        _("Due"): [_day(row["due_date"], is_late) for row, is_late in zip(rows, late, strict=True)],
        _("Step"): [
            _with_detail(read.name(row["step_en"], row["step_zh"]), detail(place, row))
            for place, row in enumerate(rows)
        ],
    }
    with st.container(key="dated_next"):
        _headed(title, sum(late), len(rows))
        _shown(
            table,
            alt=_("Open steps, earliest due date first"),
            high=high,
        )
    # A presentation has no button for the others.
    notes = [charts.first_of(high, len(rows))] if controls.is_projected() and len(rows) > high + 1 else []
    if left_out:
        notes.append(
            ngettext(
                "{count} more step of undisclosed companies is left out.",
                "{count} more steps of undisclosed companies are left out.",
                left_out,
            )
        )
    if notes:
        st.caption(read.sentences(notes))


def _headed(title: str, late: int, count: int) -> None:
    """Show a heading and the number of overdue steps on one line, when presented on two, level with the heading beside it."""
    is_line = bool(title and late) and not controls.is_projected()
    with st.container(horizontal=True, vertical_alignment="top") if is_line else st.container():
        if title:
            st.subheader(title, anchor=False, width="content" if is_line else "stretch")
        if late:
            st.badge(
                ngettext(
                    "{late} of {count} next step or action overdue",
                    "{late} of {count} next steps and actions overdue",
                    count,
                    late=reader().number(late),
                ),
                icon=":material/schedule:",
                color="red",
                help=_(
                    "Next steps of synergies and open actions, each once. “Board” counts steps of synergies, “Meetings” actions, “Schedule” tasks of feasibility studies."
                ),
            )


def events(held: pd.DataFrame, today: dt.date) -> None:
    """Show the events of a park from `parks.events`, newest first, with those present; before, those invited."""
    read = reader()
    rows = held.astype(object).where(held.notna(), None).to_dict("records")
    table = {
        _("Date"): [show.escaped(read.date_or_year(row["starts_on"])) for row in rows],
        _("Event"): [_event(row, today) for row in rows],
    }
    with st.container(key="dated_events"):
        _shown(table, alt=_("Events of the park, newest first"), high=HIGH)


def _day(day: Any, is_late: bool) -> str:
    words = show.escaped(reader().date(day))
    return f":red[**{words}**]" if is_late else words


def _event(row: dict[str, Any], today: dt.date) -> str:
    """Text of an event with kind and number of companies; without a name that would identify a company."""
    read = reader()
    kind = read.choice("event_kind", row["event_kind"])
    if count := _companies(row, today):
        kind = f"{kind} · {count}"
    name = read.name(row["name_en"], row["name_zh"])
    return _with_detail(name, kind) if name else show.escaped(kind)


def _companies(row: dict[str, Any], today: dt.date) -> str:
    """Companies present at an event once it has begun; those invited before, and where no attendance is recorded."""
    present, invited = int(row["participants"] or 0), int(row["invited"] or 0)
    has_begun = row["starts_on"] is None or bool(pd.Timestamp(row["starts_on"]) <= pd.Timestamp(today))
    if present and has_begun:
        return ngettext("{count} company present", "{count} companies present", present)
    return ngettext("{count} company invited", "{count} companies invited", invited) if invited else ""


def _with_detail(what: str, detail: str) -> str:
    return f"{show.escaped(what)}  \n:small[:gray[{show.escaped(detail)}]]" if detail else show.escaped(what)


def _shown(table: dict[str, list[str]], *, alt: str, high: int) -> None:
    """Show the first rows of a table, and the rest on demand; a single further row is shown instead of the button."""
    rows = pd.DataFrame(table)
    high += len(rows) == high + 1
    st.table(rows.head(high), border="horizontal", hide_index=True, alt=alt)
    if len(rows) > high and not controls.is_projected():
        with st.expander(_("Show {count} more", count=reader().number(len(rows) - high))):
            st.table(rows.iloc[high:], border="horizontal", hide_index=True, alt=alt)
