"""Timeline of policies, milestones and events of the park."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.institution import maturity
from isdata.output.figures import timeline as figure
from isdata.symbiosis import synergies
from pages.common import cards, charts, controls, navigation, pick, role, screen, tables, undisclosed
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.presenting import headline, room
from pages.common.selection import Line
from pages.common.show import end_of_presented, missing_data
from pages.common.tables import show_table

# Number of events in the picture, when presented, and beside a missing assessment.
_DRAWN, _IN_HALL, _LATEST = 40, 20, 8
_ROW, _HIGH = 22, 176  # height of a row, and of the latest events [px]


def show(line: Line, *, is_unassessed: bool = False) -> None:
    """Let the user choose kinds of events in the line, and list them, newest first.

    Parameters
    ----------
    is_unassessed : bool
        True if the timeline stands for an assessment that is missing, which the view states first.
    """
    read, known = reader(), ask(maturity.timeline, park_id=park_id())
    found = undisclosed.without_hidden(known, "name_en", "name_zh", park_id=park_id())
    if found.empty:
        missing_data(_("No dated events are stored yet."))
        if not controls.is_projected():
            navigation.link("tables", _("Enter events"), icon=":material/edit_note:")
        return
    kinds = {
        kind: read.choice("event_kind", kind)
        for kind in contracts.choices("event_kind")
        if kind in set(found["event_kind"])
    }
    with line.controls:
        area = pick.one_of(_("Area"), _areas(), key="timeline_area", default="all")
        chosen = pick.any_of(_("Kind"), kinds, key="timeline_kinds", label_visibility="collapsed")
    rows = found[found["event_kind"].isin(chosen or kinds) & _in_area(found, area)]
    line.state(
        _areas()[area],
        read.listed(kinds[kind] for kind in chosen) or _("All kinds"),
        _order(len(rows)),
    )
    if rows.empty:
        missing_data(_("No event of this choice."))
        return
    _show_events(rows, kinds, has_note=len(found) < len(known), is_unassessed=is_unassessed)


def _show_events(rows: pd.DataFrame, kinds: dict[str, str], *, has_note: bool, is_unassessed: bool) -> None:
    """Show events as numbers, on a line of time and in a table; `has_note`: a note on undisclosed ones is above."""
    above = has_note * room.NOTE
    if not controls.is_projected():
        _figures(rows)
    elif is_unassessed:
        above += room.TILES + room.wrapped(3, _development(rows))
    events = _events(rows)
    title = _title(events)
    if is_unassessed:
        title = reader().clauses([_("Maturity not assessed yet"), _counted(events)])
    headline.state(title, is_on_page=not screen.is_phone())
    _picture(events, room.below(title) - above)
    end_of_presented()
    _table(rows, kinds)
    navigation.link("tables", _("Enter events"), icon=":material/edit_note:")


def show_latest() -> bool:
    """Draw the latest events below their number on a working page; return False without any."""
    known = ask(maturity.timeline, park_id=park_id())
    found = undisclosed.without_hidden(known, "name_en", "name_zh", park_id=park_id())
    if found.empty:
        return False
    events = _events(found)
    st.subheader(_title(events), anchor=False)
    if words := charts.first_of(_LATEST, len(events)):
        st.caption(words)
    _picture(events.head(_LATEST), row=_HIGH / min(_LATEST, len(events)))
    return True


def _events(rows: pd.DataFrame) -> pd.DataFrame:
    """Events for the picture: starts_on, and name and kind as text."""
    read = reader()
    return pd.DataFrame(
        {
            "starts_on": rows["starts_on"].to_numpy(),
            "name": read.names(rows),
            "kind": [read.choice("event_kind", kind) for kind in rows["event_kind"]],
        }
    )


def _table(rows: pd.DataFrame, kinds: dict[str, str]) -> None:
    """List the events with area, note, decisions and source."""
    read = reader()
    show_table(
        {
            _("Date"): [tables.day_or_year(day) for day in rows["starts_on"]],
            _("Area"): [name or _("Park") for name in read.names(rows, "region")],
            _("Kind"): [kinds[kind] for kind in rows["event_kind"]],
            _("Event"): read.names(rows),
            _("Note"): [read.half(text) or "–" for text in rows["note"]],
            _("Decisions"): rows["decisions"].astype(int).tolist(),
            _("Source"): [read.half(text) or "–" for text in rows["source"]],
        },
        alt=_("Policies, milestones and events, the newest first"),
        height="content",
        lines=4,
        widths={_("Event"): 260, _("Note"): 240, _("Source"): 300},
    )


def _areas() -> dict[str, str]:
    """Choices of the area that events apply to."""
    return {"all": _("Park and regions"), "park": _("Park only"), "regions": _("National and international")}


def _in_area(found: pd.DataFrame, area: str) -> pd.Series:
    """Flag for each event: True if it applies to the chosen area."""
    is_own = found["region_id"].isna()
    return {"park": is_own, "regions": ~is_own}.get(area, is_own | ~is_own)


def _title(events: pd.DataFrame) -> str:
    """Title with the number of events and their first year, and the next or last event."""
    read, today = reader(), pd.Timestamp(dt.date.today())
    ahead = events[pd.to_datetime(events["starts_on"]) >= today]
    one = (ahead.iloc[-1] if len(ahead) else events.iloc[0]).to_dict()
    day = pd.Timestamp(one["starts_on"])
    about = {"name": one["name"], "day": read.date_or_year(one["starts_on"])}
    is_year = (day.month, day.day) == (1, 1)  # data contain this day where only the year is known
    latest = _("latest in {day}: {name}", **about) if is_year else _("latest on {day}: {name}", **about)
    return read.clauses(
        [
            _counted(events),
            _("next on {day}: {name}", **about) if len(ahead) else latest,
        ]
    )


def _counted(events: pd.DataFrame) -> str:
    """Number of events and their first year."""
    year = str(pd.Timestamp(events["starts_on"].min()).year)
    return reader().plural(
        "{count} event since {year}", "{count} events since {year}", len(events), year=year
    )


def _drawn() -> int:
    """Number of events in the picture."""
    return _IN_HALL if controls.is_projected() else _DRAWN


def _order(count: int) -> str:
    """Words on the order of events, and on the number in the picture if it leaves some out."""
    if count <= _drawn():
        return _("the newest first")
    read = reader()
    return _("the latest {shown} of {total}", shown=read.number(_drawn()), total=read.number(count))


def _picture(events: pd.DataFrame, height: float = 0.0, *, row: float = _ROW) -> None:
    """Draw the newest events on a timeline, in a height when presented, else with a height of each row. [px]"""
    charts.draw(
        figure.timeline(events.head(_drawn()), charts.reader(), dt.date.today(), row=row),
        alt=_("Policies, milestones and events on a line of time, the newest first"),
        height=height,
    )


def _development(rows: pd.DataFrame) -> str:
    """Show what is known of a park without an assessment: elements, synergies and first event; return the longest note."""
    read, elements = reader(), ask(maturity.whole_profile, park_id=park_id())
    known = ask(synergies.synergies, parks=[park_id()], viewer=role.viewer())
    running = int((known["stage"] == "operation").sum())
    with cards.row(3, brief="maturity"):
        cards.metric(
            _("Elements assessed"),
            read.number(0),
            _("Elements of the self-assessment with a level of 1 to 4."),
            _("of {total}", total=read.number(len(elements))),
        )
        cards.metric(
            _("Synergies in operation"),
            read.number(running),
            _("Synergies at the stage operation."),
            _("of {total}", total=read.number(len(known))),
        )
        earliest = rows.sort_values("starts_on")
        cards.metric(
            _("First event"),
            str(pd.Timestamp(earliest["starts_on"].iloc[0]).year),
            _("Earliest event of the timeline."),
            note := read.names(earliest)[0],
        )
    return note


def _figures(found: pd.DataFrame) -> None:
    """Show the numbers of policies and milestones, other events, and decisions."""
    read = reader()
    is_policy = found["event_kind"].isin(["policy", "milestone"])
    with st.container(key="lone_timeline"), st.grid(3, min_column_width=160):
        cards.metric(
            _("Policies and milestones"),
            read.number(int(is_policy.sum())),
            _("Events of the kinds policy and milestone."),
        )
        cards.metric(
            _("Other events"),
            read.number(int((~is_policy).sum())),
            _("Conferences, workshops, trainings, visits and meetings."),
        )
        cards.metric(
            _("Decisions"), read.number(int(found["decisions"].sum())), _("Decisions taken at these events.")
        )
