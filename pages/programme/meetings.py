"""Meetings: agenda, attendance, minutes, decisions with votes, and actions carried over until done."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.programme.missions import meetings
from pages.common import controls, empty_view, parts, pick, screen, selection, show, undisclosed
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.programme.parts import meeting_companies, meeting_form, meeting_record

NEW = "new"

read, today = reader(), dt.date.today()
held = ask(meetings.meetings, park_id=park_id())
held = undisclosed.without_hidden(held, "name_en", "name_zh", park_id=park_id(), is_stated=False)
titles = {
    row["event_id"]: f"{read.date(row['starts_on'])} · {read.name(row['name_en'], row['name_zh'])}"
    for row in held.to_dict("records")
}
line, chosen = selection.line("meeting"), NEW
if titles:
    chosen = pick.from_dropdown(
        _("Meeting or event"),
        label_visibility="collapsed",
        options=[*titles, NEW],
        words=lambda name: titles.get(name) or _("New meeting"),
        key="meeting",
        default=meetings.nearest_event(held, today) or next(iter(titles), NEW),
        place=line.first,
        width=420,
    )
known = held[held["event_id"] == chosen]
if len(known):
    meeting = known.iloc[0].to_dict()
    is_presented = controls.is_projected()
    line.state(
        titles[chosen] if is_presented else line.named(titles[chosen]),
        meeting_record.status(meeting, today),
        meeting_record.left_out(meeting),
    )
    if not is_presented:
        with line.row:
            is_phone = screen.is_phone()
            documents = st.popover(_("Documents"), icon=":material/download:") if is_phone else line.row
            with documents:
                meeting_record.documents(meeting)
            if st.button(_("New meeting"), key="meeting_new", icon=":material/add:"):
                st.session_state["meeting"] = NEW
                st.rerun()
if held.empty or (known.empty and controls.is_projected()):
    empty_view.state(
        _("No meeting is recorded yet"),
        _("Type and day of the first meeting are enough; agenda, decisions and actions can follow."),
        content=[
            _("Actions by due date until they are done, overdue ones first"),
            _("Agenda, attendance, minutes, and decisions with votes"),
        ],
        related="partners",
    )
if known.empty and not controls.is_projected():
    with empty_view.folded(_("New meeting"), is_empty=held.empty and not meeting_form.is_asked()):
        meeting_form.show_form(None)
elif len(known):
    headline.state(meeting_record.headline(meeting, today), is_on_page=True)
    once(meeting_record.picture, meeting, today, screen.height())
    show.end_of_presented()
    titles_of_parts = {
        "record": _("Actions and decisions"),
        "texts": _("Agenda, attendance and minutes"),
        "companies": _("Invited companies"),
    }
    record, texts, companies = parts.tabs(titles_of_parts, key="meeting_part")
    with record:
        meeting_record.show(meeting)
    with texts:
        if pd.isna(meeting["closed_on"]):
            meeting_form.show_form(meeting)
            meeting_record.close(meeting)
        else:
            meeting_form.read_only(meeting)
    with companies:
        meeting_companies.show(meeting)
screen.screen()  # a phone shows less
