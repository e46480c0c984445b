"""Decisions and actions of a meeting, open ones of earlier meetings, and closing of its minutes."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import N_
from isdata.institution import regions
from isdata.output import committee
from isdata.output.figures import due_dates
from isdata.programme.missions import meetings
from isdata.symbiosis import synergies
from pages.common import cards, charts, screen, undisclosed
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.editing.signing import signed_button
from pages.common.language import _, names, ngettext, reader
from pages.common.report_offer import report_buttons
from pages.common.show import missing_data

DECIDED = ("votes_for", "votes_against", "abstentions", "synergy_id", "note")
AGREED = ("owner", "due_date", "status", "done_on", "challenge_id")
# Window height without the rows of the picture, and height of a row: least and largest. [px]
_BESIDE, _LOW_ROW, _HIGH_ROW = 454, 24, 34
_FOUR_LINES = 88  # height of a row [px]
_ON_PHONE = (126, 78, 126)  # widths of action, owner and due date, which are visible [px]


def status(meeting: Mapping[str, Any], today: dt.date) -> str:
    """Status of a meeting: minutes closed or open, or meeting not held yet."""
    if pd.notna(meeting["closed_on"]):
        return _("Minutes closed on {day}", day=reader().date(meeting["closed_on"]))
    is_held = pd.notna(meeting["starts_on"]) and meeting["starts_on"].date() <= today
    return _("Minutes open") if is_held else _("Not yet held")


def headline(meeting: Mapping[str, Any], today: dt.date) -> str:
    """Headline with the numbers of open and overdue actions."""
    states = [due_dates.state(row, today) for row in _agreed(meeting).to_dict("records")]
    count, late = sum(each in ("open", "overdue") for each in states), states.count("overdue")
    if not states:
        return ""
    if left_out(meeting):
        return ngettext(
            "{count} open action shown, {late} overdue",
            "{count} open actions shown, {late} overdue",
            count,
            late=reader().number(late),
        )
    return ngettext(
        "{late} of {count} open action overdue",
        "{late} of {count} open actions overdue",
        count,
        late=reader().number(late),
    )


def left_out(meeting: Mapping[str, Any]) -> str:
    """Number of actions hidden from this reader, in words; empty for none."""
    count = len(ask(meetings.actions, event_id=str(meeting["event_id"]))) - len(_agreed(meeting))
    return _("{count} not disclosed", count=reader().number(count)) if count else ""


def _agreed(meeting: Mapping[str, Any]) -> pd.DataFrame:
    """Actions of a meeting and open ones of earlier meetings, as far as this reader sees them."""
    return undisclosed.without_hidden(
        ask(meetings.actions, event_id=str(meeting["event_id"])),
        "name_en",
        "name_zh",
        masked=["owner"],
        park_id=park_id(),
        is_stated=False,
    )


def picture(meeting: Mapping[str, Any], today: dt.date, height: float) -> None:
    """Show agreed actions by due date, and the number still open; `height`: of the window of a working page. [px]"""
    read = reader()
    agreed = _agreed(meeting)
    decided = ask(meetings.decisions, event_id=str(meeting["event_id"]))
    dated = agreed[agreed["due_date"].notna()]
    if not screen.is_phone():  # whose headline and picture state them
        _figures(agreed, dated, len(decided), today)
    if len(dated):
        rows = dated.assign(
            name=read.names(dated), owner=[read.half(owner) or "–" for owner in dated["owner"]]
        )
        row = max(_LOW_ROW, min(_HIGH_ROW, (height - _BESIDE) / len(rows)))
        st.subheader(_("Open actions by due date"), anchor=False)
        charts.draw(
            due_dates.dates(rows, charts.reader(), today, scale=charts.scale(), row=row),
            alt=_("Actions by due date, with responsible party"),
        )
    else:
        missing_data(_("No action with a due date yet. Enter actions below."))


def _figures(agreed: pd.DataFrame, dated: pd.DataFrame, decided: int, today: dt.date) -> None:
    """Show the numbers of open and overdue actions, and of decisions, or the action that is due next."""
    read, states = reader(), [due_dates.state(row, today) for row in agreed.to_dict("records")]
    with cards.row(3, brief="meeting", least=140):
        still_open = read.number(sum(each in ("open", "overdue") for each in states))
        cards.metric(
            _("Open actions"),
            still_open,
            _("Open actions of this meeting and earlier ones."),
            _("of this meeting and earlier ones"),
        )
        cards.metric(
            _("Overdue actions"),
            read.number(states.count("overdue")),
            _("Open actions whose due date has passed."),
            _("of {total} open", total=still_open),
        )
        if decided:
            cards.metric(
                _("Decisions"), read.number(decided), _("Taken at this meeting."), _("of this meeting")
            )
        else:
            _next_due(dated, today)


def _next_due(dated: pd.DataFrame, today: dt.date) -> None:
    """Show the open action that is due next, if any."""
    days = pd.to_datetime(dated["due_date"]).dt.date
    coming = dated[[due_dates.state(row, today) == "open" for row in dated.to_dict("records")]]
    if coming.empty:
        return
    first = days[coming.index].sort_values(kind="stable").index[0]
    cards.metric(
        _("Next due"),
        reader().date(days[first]),
        _("The open action that is due next."),
        reader().names(coming.loc[[first]])[0],
    )


def show(meeting: Mapping[str, Any]) -> None:
    """Let the facilitator enter decisions and actions on the spot."""
    event_id = str(meeting["event_id"])
    turn = f"{event_id}_{saving.save_count('meeting_record')}_{reader().language}"
    agreed, decided = _actions(event_id, f"actions_{turn}"), _decisions(event_id, f"decisions_{turn}")
    who = signing.signature(is_short=True)
    saving.offer_to_store(
        who,
        partial(meetings.save_record, event_id=event_id, decided=decided, agreed=agreed),
        key="meeting_record",
        reason=N_("Decisions and actions entered"),
    )
    _become_actions(event_id, who)


def _actions(event_id: str, key: str) -> pd.DataFrame:
    """Show the editable actions and return them."""
    st.subheader(_("Actions"), anchor=False)
    known = names(ask(regions.park_challenges, park_id=park_id(), viewer=FACILITATOR), "challenge_id")
    columns = edited_table.named_columns(
        "action",
        AGREED,
        _("Action"),
        status=edited_table.column("action", "status", default="open"),
        challenge_id=edited_table.choice_column("action", "challenge_id", known),
    )
    if screen.is_phone():
        columns |= {
            name: {**columns[name], "width": width} for name, width in zip(columns, _ON_PHONE, strict=False)
        }
    return edited_table.edited(
        "action",
        ask(meetings.actions, event_id=event_id),
        columns,
        key=key,
        may_grow=True,
        row_height=_FOUR_LINES if screen.is_phone() and reader().language == "en" else None,
        alt=_("Actions of this meeting, and open ones of earlier meetings"),
    )


def _decisions(event_id: str, key: str) -> pd.DataFrame:
    """Show the editable decisions and return them."""
    st.subheader(_("Decisions"), anchor=False)
    known = names(ask(synergies.synergies, parks=[park_id()], viewer=FACILITATOR), "synergy_id")
    synergy = edited_table.choice_column("decision", "synergy_id", known)
    return edited_table.edited(
        "decision",
        ask(meetings.decisions, event_id=event_id),
        edited_table.named_columns("decision", DECIDED, _("Text of the decision"), synergy_id=synergy),
        key=key,
        may_grow=True,
        alt=_("Decisions of this meeting with their votes"),
    )


def _become_actions(event_id: str, who: str) -> None:
    """Let the facilitator create actions from the stored decisions of a meeting."""
    decided, agreed = ask(meetings.decisions, event_id=event_id), ask(meetings.actions, event_id=event_id)
    waiting = len(meetings.decisions_without_action(decided, agreed))
    if not waiting:
        return
    words = ngettext("Enter {count} decision as an action", "Enter {count} decisions as actions", waiting)
    is_asked = st.button(words, key="meeting_actions", icon=":material/task:")
    if signing.is_signed(is_asked, who, key="meeting_actions"):
        with saving.stored():
            meetings.make_actions(cursor(), event_id=event_id, who=who)
            saving.next_turn("meeting_record")


def close(meeting: Mapping[str, Any]) -> None:
    """Let the facilitator close the minutes."""
    who = signed_button(_("Close the minutes"), key="meeting_close", primary=False, field="meeting_close_who")
    if who:
        with saving.stored():
            meetings.close(cursor(), event_id=str(meeting["event_id"]), day=dt.date.today(), who=who)


def documents(meeting: Mapping[str, Any]) -> None:
    """Let the facilitator download the invitation and the minutes."""
    park, read, event_id = park_id(), reader(), str(meeting["event_id"])
    about: dict[str, Any] = {"park_id": park, "event_id": event_id, "reader": read, "day": dt.date.today()}
    for name, label, make in (
        ("invitation", _("Invitation (Word)"), committee.invitation),
        ("minutes", _("Minutes (Word)"), committee.minutes),
    ):
        report_buttons(
            lambda make=make: make(cursor(), **about),
            {"docx": label},
            f"{park}-{name}-{event_id}",
            key=f"meeting_{name}",
        )
